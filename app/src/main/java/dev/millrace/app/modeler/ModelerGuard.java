package dev.millrace.app.modeler;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.security.LoginAttempts;
import dev.millrace.app.security.Readers;
import dev.millrace.app.security.TokenDecoder;
import dev.millrace.app.security.Users;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.engine.gateway.GatewayGuard;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.stereotype.Component;

/** Callers of the gateway are the users of the app, and need the right to publish. */
@Component
final class ModelerGuard implements GatewayGuard {
  private static final String BASIC = "basic ";
  private static final String BEARER = "bearer ";

  private final Users users;
  private final TokenDecoder tokens;
  private final Readers readers;
  private final LoginAttempts attempts;
  private final Access access;
  private final AuditLog audit;
  private final boolean local;

  ModelerGuard(
      Users users,
      TokenDecoder tokens,
      Readers readers,
      LoginAttempts attempts,
      Access access,
      AuditLog audit,
      MillraceSettings settings) {
    this.users = users;
    this.tokens = tokens;
    this.readers = readers;
    this.attempts = attempts;
    this.access = access;
    this.audit = audit;
    this.local = settings.security().issuer().isEmpty();
  }

  @Override
  public String admit(String authorization, String address) {
    String scheme = authorization.toLowerCase(Locale.ROOT);
    Reader reader;
    if (scheme.startsWith(BEARER)) {
      reader = byToken(authorization.substring(BEARER.length()).strip());
    } else if (scheme.startsWith(BASIC) && local) {
      reader = byPassword(authorization.substring(BASIC.length()).strip(), address);
    } else {
      throw new Denied(
          Kind.UNKNOWN,
          local ? "Sign in with Basic or OAuth." : "Sign in with OAuth at the identity provider.");
    }
    if (!access.allows(reader, Right.PUBLISH_WORKBOOK, "")) {
      throw new Denied(
          Kind.FORBIDDEN,
          "'%s' may not deploy: that needs the right PUBLISH_WORKBOOK.".formatted(reader.user()));
    }
    return reader.user();
  }

  private Reader byToken(String token) {
    try {
      return Readers.reader(readers.convert(tokens.decode(token)));
    } catch (JwtException | AuthenticationException refused) {
      throw new Denied(Kind.UNKNOWN, "The token is not valid, or not any more.");
    }
  }

  private Reader byPassword(String encoded, String address) {
    String[] pair = decoded(encoded).split(":", 2);
    if (pair.length != 2) {
      throw new Denied(Kind.UNKNOWN, "The Basic credentials are not 'user:password'.");
    }
    try {
      attempts.require(pair[0], address);
    } catch (Refusal tooMany) {
      throw new Denied(Kind.TOO_MANY, String.valueOf(tooMany.getMessage()));
    }
    return users
        .authenticate(pair[0], pair[1])
        .map(Users.User::reader)
        .orElseThrow(() -> {
          attempts.failed(pair[0], address);
          audit.record(pair[0], "gateway-login", address, "BAD_CREDENTIALS");
          return new Denied(Kind.UNKNOWN, "User name or password is wrong.");
        });
  }

  private static String decoded(String encoded) {
    try {
      return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException wrong) {
      return "";
    }
  }

  @Override
  public void deployed(String caller, List<String> resources, String outcome) {
    audit.record(caller, "deploy", String.join(", ", resources), outcome);
  }

  @Override
  public void started(String caller, String process, String outcome) {
    audit.record(caller, "start-process", process, outcome);
  }
}
