package dev.millrace.app.security;

import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Role;
import java.security.SecureRandom;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** The users of an installation without an identity provider. Thread-safe. */
@Component
public final class Users {
  /** No 0, O, 1, l or I: people type it from a screen. */
  private static final String ALPHABET = "23456789abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ";

  private static final int PASSWORD_LENGTH = 20;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}.@_+-]{0,199}");

  private final JdbcClient platform;
  private final SecureRandom random = new SecureRandom();
  private final PasswordEncoder passwords = new BCryptPasswordEncoder();

  /** Compared with where there is no user, so that an answer takes as long for every name. */
  private final String nobodysPassword = passwords.encode(randomPassword());

  Users(JdbcClient platform) {
    this.platform = platform;
  }

  /** The user, if that is the password. */
  public Optional<User> authenticate(String name, String password) {
    Optional<Row> row =
        platform
            .sql("select name, role, password, credentials from app_user where name = ?")
            .param(name)
            .query(Row.class)
            .optional();
    boolean right = passwords.matches(password, row.map(Row::password).orElse(nobodysPassword));
    return row.filter(user -> right).map(Row::user);
  }

  public Optional<User> find(String name) {
    return platform
        .sql("select name, role, password, credentials from app_user where name = ?")
        .param(name)
        .query(Row.class)
        .optional()
        .map(Row::user);
  }

  /** Whether somebody can be called that. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches() && !name.equals(CommandLineToken.USER);
  }

  public boolean isEmpty() {
    return platform.sql("select count(*) from app_user").query(Long.class).single() == 0;
  }

  /**
   * Gives the user this role and a new password, making the user if there is none. All logins of
   * the user end.
   *
   * @return the password, which is kept nowhere
   */
  public String set(String name, Role role) {
    if (!isName(name)) {
      throw new IllegalArgumentException(name);
    }
    String password = randomPassword();
    String hash = passwords.encode(password);
    int known =
        platform
            .sql(
                "update app_user set role = ?, password = ?, credentials = credentials + 1 where name = ?")
            .params(role.name(), hash, name)
            .update();
    if (known == 0) {
      platform
          .sql("insert into app_user (name, role, password, credentials) values (?, ?, ?, 1)")
          .params(name, role.name(), hash)
          .update();
    }
    return password;
  }

  private String randomPassword() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < PASSWORD_LENGTH; i++) {
      password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return password.toString();
  }

  /** A row of the table. */
  record Row(String name, String role, String password, int credentials) {
    User user() {
      return new User(name, Role.valueOf(role), credentials);
    }
  }

  /**
   * A local user.
   *
   * @param credentials grows with each new password or role
   */
  public record User(String name, Role role, int credentials) {
    /** As whom the user reads. */
    public Reader reader() {
      return new Reader(name, role, Map.of(), ZoneOffset.UTC, Locale.ROOT);
    }
  }
}
