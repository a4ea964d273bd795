package dev.millrace.app.security;

import com.nimbusds.jwt.JWTParser;
import dev.millrace.app.settings.MillraceSettings;
import java.text.ParseException;
import java.time.Duration;
import java.util.Optional;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoders;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierJwtDecoder;
import org.springframework.stereotype.Component;

/**
 * Takes our own tokens and, where an issuer is set, that one's. The token says which it is; each
 * decoder then believes only its own key.
 */
@Component
public final class TokenDecoder implements JwtDecoder {
  private final JwtDecoder own;
  private final Optional<JwtDecoder> issuers;

  TokenDecoder(LocalTokens tokens, SessionCheck check, MillraceSettings settings) {
    this.own = own(tokens, check);
    this.issuers =
        settings
            .security()
            .issuer()
            .map(issuer ->
                new SupplierJwtDecoder(() -> issuers(issuer, settings.security().audience())));
  }

  @Override
  public Jwt decode(String token) {
    boolean ours = LocalTokens.ISSUER.equals(issuer(token));
    if (ours || issuers.isEmpty()) {
      Jwt decoded = own.decode(token);
      if (issuers.isPresent() && !decoded.hasClaim(LocalTokens.START)) {
        throw new BadJwtException("Local users are off: an issuer is set.");
      }
      return decoded;
    }
    return issuers.get().decode(token);
  }

  private static JwtDecoder own(LocalTokens tokens, SessionCheck check) {
    NimbusJwtDecoder decoder =
        NimbusJwtDecoder.withSecretKey(tokens.key()).macAlgorithm(MacAlgorithm.HS256).build();
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(Duration.ZERO),
            new JwtIssuerValidator(LocalTokens.ISSUER),
            check));
    return decoder;
  }

  /** Asks the issuer for its keys when the first token comes, so that it need not be up before. */
  private static JwtDecoder issuers(String issuer, String audience) {
    NimbusJwtDecoder decoder = JwtDecoders.fromIssuerLocation(issuer);
    decoder.setJwtValidator(issuerRules(issuer, audience));
    return decoder;
  }

  static OAuth2TokenValidator<Jwt> issuerRules(String issuer, String audience) {
    return new DelegatingOAuth2TokenValidator<>(
        JwtValidators.createDefaultWithIssuer(issuer),
        new JwtClaimValidator<java.util.List<String>>(
            JwtClaimNames.AUD, found -> found != null && found.contains(audience)));
  }

  private static String issuer(String token) {
    try {
      String issuer = JWTParser.parse(token).getJWTClaimsSet().getIssuer();
      return issuer == null ? "" : issuer;
    } catch (ParseException e) {
      throw new BadJwtException("This is no token.", e);
    }
  }
}
