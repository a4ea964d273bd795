package dev.millrace.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class KeycloakTokenTest {
  private static final String ISSUER = "https://login.example/realms/millrace";

  private final RSAKey key;
  private final NimbusJwtDecoder decoder;

  KeycloakTokenTest() throws JOSEException {
    key = new RSAKeyGenerator(2048).generate();
    decoder = NimbusJwtDecoder.withPublicKey(key.toRSAPublicKey()).build();
    decoder.setJwtValidator(TokenDecoder.issuerRules(ISSUER, "millrace-api"));
  }

  @Test
  void theHighestRealmRoleIsTheReadersRole() throws JOSEException {
    Reader reader =
        reader(token(ISSUER, "millrace-api", List.of("offline_access", "user", "operator")));

    assertThat(reader.user()).isEqualTo("oscar");
    assertThat(reader.role()).isEqualTo(Role.OPERATOR);
  }

  @Test
  void withoutARoleOfOursNobodyComesIn() throws JOSEException {
    String token = token(ISSUER, "millrace-api", List.of("uma_authorization"));

    assertThatThrownBy(() -> reader(token)).isInstanceOf(InvalidBearerTokenException.class);
  }

  @Test
  void tokensForOthersOrFromOthersAreRefused() throws JOSEException {
    String other = token(ISSUER, "another-api", List.of("admin"));
    String foreign = token("https://login.example/realms/master", "millrace-api", List.of("admin"));

    assertThatThrownBy(() -> decoder.decode(other)).isInstanceOf(JwtValidationException.class);
    assertThatThrownBy(() -> decoder.decode(foreign)).isInstanceOf(JwtValidationException.class);
  }

  private Reader reader(String token) {
    return Readers.reader(new Readers().convert(decoder.decode(token)));
  }

  private String token(String issuer, String audience, List<String> roles) throws JOSEException {
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer(issuer)
                .subject("f3b1")
                .audience(audience)
                .claim("preferred_username", "oscar")
                // what means something in a token of our own means nothing here
                .claim("start", "x")
                .claim("role", "ADMIN")
                .claim("realm_access", Map.of("roles", roles))
                .expirationTime(Date.from(Instant.now().plusSeconds(60)))
                .build());
    token.sign(new RSASSASigner(key));
    return token.serialize();
  }
}
