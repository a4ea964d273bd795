package dev.millrace.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.workbook.access.Role;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class TokenAttackTest {
  private static final String LOCKED_OUT = "401 UNAUTHENTICATED";

  private final People people;
  private final Client client;

  TokenAttackTest(People people, @LocalServerPort int port) {
    this.people = people;
    this.client = Client.of(port);
  }

  @Test
  void aTokenOfOursOpensTheDoorAsHeaderAndAsCookie() {
    String token = people.token("tessa", Role.VIEWER);

    assertThat(client.bearer(token).get("/api/session").json().path("user").asText())
        .isEqualTo("tessa");
    assertThat(client.cookie(token).get("/api/session").json().path("role").asText())
        .isEqualTo("viewer");
  }

  @Test
  void withoutATokenEverythingButTheLoginAndHealthIsClosed() {
    assertThat(client.get("/api/session").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.get("/api/no-such-thing").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.get("/api/openapi.json").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.post("/api/actions/execute", "{}").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.post("/anything", "{}").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.get("/health/live").status()).isEqualTo(200);
    assertThat(client.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void anUnsignedTokenIsRefused() {
    String header = encoded("{\"alg\":\"none\"}");
    String token = header + "." + encoded(payload("tessa", "ADMIN")) + ".";

    assertThat(client.bearer(token).get("/api/session").problem()).isEqualTo(LOCKED_OUT);
  }

  @Test
  void aTokenOfAnotherKeyIsRefused() throws JOSEException {
    byte[] key = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);

    assertThat(client.bearer(signed(key, Instant.now().plusSeconds(600))).get("/api/session"))
        .extracting(Client.Answer::problem)
        .isEqualTo(LOCKED_OUT);
  }

  @Test
  void aTokenThatHasEndedIsRefused() throws JOSEException {
    people.token("tessa", Role.VIEWER);
    byte[] key = Base64.getDecoder().decode(people.secret("token-key"));
    Instant now = Instant.now();

    assertThat(client.bearer(signed(key, now.minusSeconds(2))).get("/api/session").problem())
        .isEqualTo(LOCKED_OUT);
    assertThat(client.bearer(signed(key, now.plusSeconds(60))).get("/api/session").status())
        .isEqualTo(200);
  }

  @Test
  void aTokenWhoseContentWasChangedIsRefused() {
    String[] parts = people.token("tessa", Role.VIEWER).split("\\.", -1);
    String changed = parts[0] + "." + encoded(payload("tessa", "ADMIN")) + "." + parts[2];

    assertThat(client.bearer(changed).get("/api/session").problem()).isEqualTo(LOCKED_OUT);
  }

  @Test
  void rubbishIsRefusedAndNotAnError() {
    for (String rubbish : new String[] {"x", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9..", "é"}) {
      assertThat(client.with("Cookie", "millrace_session=" + rubbish).get("/api/session").status())
          .as(rubbish)
          .isEqualTo(401);
    }
    assertThat(client.with("Authorization", "Basic eDp5").get("/api/session").status())
        .isEqualTo(401);
  }

  @Test
  void aNewPasswordEndsAllLogins() {
    String before = people.token("nora", Role.USER);
    people.password("nora", Role.USER);

    assertThat(client.bearer(before).get("/api/session").problem()).isEqualTo(LOCKED_OUT);
  }

  @Test
  void aLogoutEndsTheTokenAndNotOnlyTheCookie() {
    String token = people.token("otto", Role.USER);
    String other = people.token("otto", Role.USER);

    assertThat(client.cookie(token).delete("/api/session").status()).isEqualTo(204);

    assertThat(client.bearer(token).get("/api/session").problem()).isEqualTo(LOCKED_OUT);
    assertThat(client.bearer(other).get("/api/session").status()).isEqualTo(200);
  }

  @Test
  void whatOnlyTheCommandLineMayIsClosedToAdministrators() {
    String admin = people.token("ada", Role.ADMIN);
    String path = "/api/local/users/mallory";

    assertThat(client.bearer(admin).put(path, "application/json", "{\"role\":\"admin\"}").problem())
        .isEqualTo("403 ACCESS_DENIED");
    assertThat(
            client
                .bearer(people.secret("cli-token"))
                .put(path, "application/json", "{\"role\":\"viewer\"}")
                .json()
                .path("password")
                .asText())
        .hasSize(20);
  }

  @Test
  void secretsInTheDirectoryAreTheOwnersAlone() throws Exception {
    for (String file : new String[] {"token-key", "cli-token", "millrace.port"}) {
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(people.directory().resolve(file))))
          .as(file)
          .isEqualTo("rw-------");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(people.directory())))
        .isEqualTo("rwx------");
  }

  private static String signed(byte[] key, Instant ends) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.HS256),
            new JWTClaimsSet.Builder()
                .issuer("millrace")
                .subject("tessa")
                .jwtID(UUID.randomUUID().toString())
                .claim("role", "VIEWER")
                .claim("credentials", 1)
                .expirationTime(Date.from(ends))
                .build());
    token.sign(new MACSigner(key));
    return token.serialize();
  }

  private static String payload(String user, String role) {
    return "{\"iss\":\"millrace\",\"sub\":\"%s\",\"role\":\"%s\",\"credentials\":1,\"jti\":\"x\",\"exp\":%d}"
        .formatted(user, role, Instant.now().plusSeconds(600).getEpochSecond());
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }
}
