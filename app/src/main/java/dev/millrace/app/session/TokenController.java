package dev.millrace.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.security.LocalTokens;
import dev.millrace.app.security.LoginAttempts;
import dev.millrace.app.security.Users;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Client credentials for programs (RFC 6749 §4.4): the client is a local user, its secret the
 * password.
 */
@RestController
@RequestMapping("/api/oauth/token")
@Tag(name = "session")
final class TokenController {
  private static final Duration LENGTH = Duration.ofHours(1);
  private static final String BASIC = "Basic ";

  private final Users users;
  private final LocalTokens tokens;
  private final LoginAttempts attempts;
  private final AuditLog audit;
  private final boolean local;

  TokenController(
      Users users,
      LocalTokens tokens,
      LoginAttempts attempts,
      AuditLog audit,
      MillraceSettings settings) {
    this.users = users;
    this.tokens = tokens;
    this.attempts = attempts;
    this.audit = audit;
    this.local = settings.security().issuer().isEmpty();
  }

  @PostMapping(consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
  @Operation(operationId = "token", summary = "A token for a program, by client credentials")
  ResponseEntity<Token> token(
      @RequestParam(name = "grant_type", defaultValue = "") String grant,
      @RequestParam(name = "client_id", defaultValue = "") String client,
      @RequestParam(name = "client_secret", defaultValue = "") String secret,
      @Parameter(hidden = true) @RequestHeader(name = HttpHeaders.AUTHORIZATION, defaultValue = "")
          String authorization,
      @Parameter(hidden = true) HttpServletRequest request) {
    if (!local) {
      return refused(
          HttpStatus.BAD_REQUEST,
          "invalid_client",
          "Ask the identity provider of this installation.");
    }
    if (!grant.equals("client_credentials")) {
      return refused(
          HttpStatus.BAD_REQUEST, "unsupported_grant_type", "Only client_credentials are taken.");
    }
    String[] pair =
        authorization.startsWith(BASIC)
            ? decoded(authorization.substring(BASIC.length())).split(":", 2)
            : new String[] {client, secret};
    return pair.length == 2
        ? granted(pair[0], pair[1], request.getRemoteAddr())
        : refused(HttpStatus.UNAUTHORIZED, "invalid_client", "The credentials are not readable.");
  }

  private ResponseEntity<Token> granted(String client, String secret, String address) {
    try {
      attempts.require(client, address);
    } catch (Refusal tooMany) {
      return refused(
          HttpStatus.TOO_MANY_REQUESTS, "invalid_client", String.valueOf(tooMany.getMessage()));
    }
    Optional<Users.User> user = users.authenticate(client, secret);
    if (user.isEmpty()) {
      attempts.failed(client, address);
      audit.record(client, "token", address, "BAD_CREDENTIALS");
      return refused(HttpStatus.UNAUTHORIZED, "invalid_client", "Client or secret is wrong.");
    }
    audit.record(client, "token", address, "ok");
    String token = tokens.login(user.get(), LENGTH).getTokenValue();
    return answer(HttpStatus.OK, new Token(token, "Bearer", LENGTH.toSeconds(), null, null));
  }

  private static String decoded(String credentials) {
    try {
      return new String(Base64.getDecoder().decode(credentials.strip()), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException unreadable) {
      return "";
    }
  }

  private static ResponseEntity<Token> refused(HttpStatus status, String error, String text) {
    return answer(status, new Token(null, null, null, error, text));
  }

  private static ResponseEntity<Token> answer(HttpStatus status, Token token) {
    return ResponseEntity.status(status).cacheControl(CacheControl.noStore()).body(token);
  }

  /** As the standard words it: a token, or an error. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Token(
      @JsonProperty("access_token") @Nullable String accessToken,
      @JsonProperty("token_type") @Nullable String tokenType,
      @JsonProperty("expires_in") @Nullable Long expiresIn,
      @JsonProperty("error") @Nullable String error,
      @JsonProperty("error_description") @Nullable String errorDescription) {
    /** Without the token: records get logged. */
    @Override
    public String toString() {
      return "Token[" + (error == null ? tokenType : error) + "]";
    }
  }
}
