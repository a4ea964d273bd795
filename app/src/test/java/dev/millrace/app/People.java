package dev.millrace.app;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.security.LocalTokens;
import dev.millrace.app.security.Users;
import dev.millrace.workbook.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Who uses the application in tests. */
final class People {
  private final Users users;
  private final LocalTokens tokens;
  private final DataDirectory directory;

  People(Users users, LocalTokens tokens, DataDirectory directory) {
    this.users = users;
    this.tokens = tokens;
    this.directory = directory;
  }

  /** Makes the user, or ends all logins of a known one; gives the password. */
  String password(String name, Role role) {
    return users.set(name, role);
  }

  /** A login of the user, who is made if there is none of that name. */
  String token(String name, Role role) {
    if (users.find(name).isEmpty()) {
      users.set(name, role);
    }
    return tokens.login(users.find(name).orElseThrow(), Duration.ofHours(1)).getTokenValue();
  }

  Path directory() {
    return directory.root();
  }

  String secret(String file) {
    try {
      return Files.readString(directory.root().resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
