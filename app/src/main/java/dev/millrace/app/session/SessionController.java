package dev.millrace.app.session;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.problem.FieldRequiredException;
import dev.millrace.app.problem.Problem;
import dev.millrace.app.problem.ProblemWriter;
import dev.millrace.app.security.LocalTokens;
import dev.millrace.app.security.LoginAttempts;
import dev.millrace.app.security.SessionCookie;
import dev.millrace.app.security.Users;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** A browser's login: the token goes into a cookie that its scripts cannot read. */
@RestController
@RequestMapping("/api/session")
@Tag(name = "session")
final class SessionController {
  private final Users users;
  private final LocalTokens tokens;
  private final LoginAttempts attempts;
  private final AuditLog audit;
  private final ProblemWriter problems;
  private final MillraceSettings.Security settings;

  SessionController(
      Users users,
      LocalTokens tokens,
      LoginAttempts attempts,
      AuditLog audit,
      ProblemWriter problems,
      MillraceSettings settings) {
    this.users = users;
    this.tokens = tokens;
    this.attempts = attempts;
    this.audit = audit;
    this.problems = problems;
    this.settings = settings.security();
  }

  @PostMapping
  @Operation(operationId = "login", summary = "Log in with a local user")
  @Nullable LoggedIn login(
      @RequestBody Credentials credentials,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response)
      throws IOException {
    requireLocalUsers();
    String address = request.getRemoteAddr();
    attempts.require(credentials.user(), address);
    Optional<Users.User> user = users.authenticate(credentials.user(), credentials.password());
    if (user.isEmpty()) {
      attempts.failed(credentials.user(), address);
      audit.record(credentials.user(), "login", address, "BAD_CREDENTIALS");
      problems.write(
          response,
          Problem.of(
              HttpStatus.UNAUTHORIZED, "BAD_CREDENTIALS", "User name or password is wrong."));
      return null;
    }
    Jwt token = tokens.login(user.get(), settings.sessionLength());
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        SessionCookie.of(token.getTokenValue(), settings.sessionLength(), request.isSecure()));
    audit.record(user.get().name(), "login", address, "ok");
    return new LoggedIn(
        user.get().name(), word(user.get().role()), Objects.requireNonNull(token.getExpiresAt()));
  }

  @GetMapping
  @Operation(operationId = "session", summary = "Who you are")
  Session session(@Parameter(hidden = true) Reader reader) {
    return new Session(reader.user(), word(reader.role()));
  }

  @DeleteMapping
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "logout", summary = "Log out: the token counts no more")
  void logout(
      @Parameter(hidden = true) JwtAuthenticationToken token,
      @Parameter(hidden = true) HttpServletRequest request,
      @Parameter(hidden = true) HttpServletResponse response) {
    if (token.getToken().getId() != null) {
      tokens.revoke(token.getToken());
    }
    response.addHeader(HttpHeaders.SET_COOKIE, SessionCookie.gone(request.isSecure()));
    audit.record(token.getName(), "logout", request.getRemoteAddr(), "ok");
  }

  private void requireLocalUsers() {
    if (settings.issuer().isPresent()) {
      throw Refusal.of(
          Refusal.Kind.NOT_FOUND,
          "NO_LOCAL_USERS",
          "Logins go through the identity provider of this installation.");
    }
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }

  /** Who wants in. */
  record Credentials(String user, String password) {
    Credentials {
      FieldRequiredException.require("user", user);
      FieldRequiredException.require("password", password);
    }

    /** Without the password: records get logged. */
    @Override
    public String toString() {
      return "Credentials[" + user + "]";
    }
  }

  /** Who is in, and until when. */
  record LoggedIn(String user, String role, Instant expiresAt) {}

  /** Who is in. */
  record Session(String user, String role) {}
}
