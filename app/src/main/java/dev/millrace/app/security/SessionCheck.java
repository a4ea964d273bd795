package dev.millrace.app.security;

import java.util.Objects;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Whether one of our own tokens still counts: not logged out, same password, same run. */
@Component
final class SessionCheck implements OAuth2TokenValidator<Jwt> {
  private final LocalTokens tokens;
  private final Users users;

  SessionCheck(LocalTokens tokens, Users users) {
    this.tokens = tokens;
    this.users = users;
  }

  @Override
  public OAuth2TokenValidatorResult validate(Jwt token) {
    boolean counts =
        token.getId() != null
            && token.getExpiresAt() != null
            && (token.hasClaim(LocalTokens.START) ? sameRun(token) : loggedIn(token));
    return counts
        ? OAuth2TokenValidatorResult.success()
        : OAuth2TokenValidatorResult.failure(
            new OAuth2Error("invalid_token", "This login has ended.", null));
  }

  private boolean sameRun(Jwt token) {
    return tokens.start().equals(token.getClaimAsString(LocalTokens.START));
  }

  private boolean loggedIn(Jwt token) {
    return users
            .find(Objects.requireNonNullElse(token.getSubject(), ""))
            .filter(user -> token.getClaim(LocalTokens.CREDENTIALS) instanceof Number)
            .filter(user ->
                ((Number) token.getClaim(LocalTokens.CREDENTIALS)).intValue() == user.credentials())
            .isPresent()
        && !tokens.revoked(token.getId());
  }
}
