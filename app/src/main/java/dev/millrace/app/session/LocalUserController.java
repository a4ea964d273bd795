package dev.millrace.app.session;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.security.Users;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Role;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Users and passwords, set by the command line of this machine and by nobody else. */
@RestController
@Hidden
final class LocalUserController {
  private final Users users;
  private final AuditLog audit;

  LocalUserController(Users users, AuditLog audit) {
    this.users = users;
    this.audit = audit;
  }

  /** Makes the user, or gives a known one a new password and, if named, another role. */
  @PutMapping("/api/local/users/{name}")
  NewPassword set(@PathVariable String name, @RequestBody UserBody body, Reader reader) {
    Role role =
        body.role()
            .map(LocalUserController::role)
            .or(() -> users.find(name).map(Users.User::role))
            .orElseThrow(() ->
                Refusal.of(
                    Refusal.Kind.NOT_FOUND,
                    "USER_NOT_FOUND",
                    "There is no such user. With a role, one is made."));
    if (!Users.isName(name)) {
      throw invalid("name", "A user name is letters, digits and .@_+-, beginning with a letter.");
    }
    String password = users.set(name, role);
    audit.record(reader.user(), "set-user", name + " " + role, "ok");
    return new NewPassword(name, role.name().toLowerCase(Locale.ROOT), password);
  }

  private static Role role(String word) {
    return Arrays.stream(Role.values())
        .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(
            () -> invalid("role", "The role is viewer, user, designer, operator or admin."));
  }

  private static Refusal invalid(String field, String message) {
    return Refusal.of(Refusal.Kind.INVALID, "VALUE_INVALID", message, Map.of("field", field));
  }

  /** What the user shall be. */
  record UserBody(Optional<String> role) {}

  /** The password, which is kept nowhere. */
  record NewPassword(String user, String role, String password) {}
}
