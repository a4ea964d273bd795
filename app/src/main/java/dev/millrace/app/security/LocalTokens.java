package dev.millrace.app.security;

import com.nimbusds.jose.jwk.source.ImmutableSecret;
import com.nimbusds.jose.proc.SecurityContext;
import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/** Tokens this installation issues itself, and takes back. Thread-safe. */
@Component
public final class LocalTokens {
  static final String ISSUER = "millrace";
  static final String ROLE = "role";
  static final String CREDENTIALS = "credentials";
  static final String START = "start";
  private static final int KEY_BYTES = 32;

  /** Differs in each run: a token of the command line ends with the run it was made in. */
  private final String start = UUID.randomUUID().toString();

  private final JdbcClient platform;
  private final Clock clock;
  private final SecretKey key;
  private final JwtEncoder encoder;

  LocalTokens(JdbcClient platform, Clock clock, DataDirectory directory) throws IOException {
    this.platform = platform;
    this.clock = clock;
    this.key = key(directory.root().resolve("token-key"));
    this.encoder = new NimbusJwtEncoder(new ImmutableSecret<SecurityContext>(key));
  }

  /** A token for a login. */
  public Jwt login(Users.User user, Duration length) {
    return encode(
        claims(user.name(), length)
            .claim(ROLE, user.role().name())
            .claim(CREDENTIALS, user.credentials()));
  }

  /** A token for the command line of this machine. */
  Jwt commandLine(String user, Duration length) {
    return encode(claims(user, length).claim(START, start));
  }

  /** The token counts no more. */
  public void revoke(Jwt token) {
    Instant ends = token.getExpiresAt() == null ? clock.instant() : token.getExpiresAt();
    platform
        .sql("delete from app_revoked_token where expires_at < ?")
        .param(Timestamp.from(clock.instant()))
        .update();
    platform
        .sql("insert into app_revoked_token (id, expires_at) values (?, ?)")
        .params(token.getId(), Timestamp.from(ends))
        .update();
  }

  boolean revoked(String id) {
    return platform
            .sql("select count(*) from app_revoked_token where id = ?")
            .param(id)
            .query(Long.class)
            .single()
        > 0;
  }

  String start() {
    return start;
  }

  SecretKey key() {
    return key;
  }

  private JwtClaimsSet.Builder claims(String user, Duration length) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    return JwtClaimsSet.builder()
        .id(UUID.randomUUID().toString())
        .issuer(ISSUER)
        .subject(user)
        .issuedAt(now)
        .expiresAt(now.plus(length));
  }

  private Jwt encode(JwtClaimsSet.Builder claims) {
    JwsHeader header = JwsHeader.with(MacAlgorithm.HS256).build();
    return encoder.encode(JwtEncoderParameters.from(header, claims.build()));
  }

  private static SecretKey key(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      SecretFile.write(file, Base64.getEncoder().encodeToString(fresh));
    }
    byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
    return new SecretKeySpec(bytes, "HmacSHA256");
  }
}
