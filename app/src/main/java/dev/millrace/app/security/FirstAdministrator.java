package dev.millrace.app.security;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.platform.SecretFile;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;

/** Makes the first user of a new installation and says the password once, to whoever started it. */
@Component
final class FirstAdministrator implements ApplicationRunner {
  static final String NAME = "admin";

  private final Users users;
  private final AuditLog audit;
  private final boolean local;
  private final Optional<Path> file;

  FirstAdministrator(Users users, AuditLog audit, MillraceSettings settings) {
    this.users = users;
    this.audit = audit;
    this.local = settings.security().issuer().isEmpty();
    this.file = Optional.ofNullable(settings.firstPasswordFile());
  }

  /** Not through the log: logs are kept and sent about. */
  @Override
  public void run(ApplicationArguments arguments) throws IOException {
    if (local && users.isEmpty()) {
      String password = users.set(NAME, Role.ADMIN);
      audit.record(CommandLineToken.USER, "create-user", NAME, "ok");
      if (file.isPresent()) {
        SecretFile.write(file.get(), password);
      } else {
        System.out.printf(
            "%nFirst start: user '%s', password '%s'. It is shown only now; './millrace password' makes a new one.%n%n",
            NAME, password);
      }
    }
  }
}
