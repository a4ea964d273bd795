package dev.millrace.formula.language;

import dev.millrace.formula.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A database of the one PostgreSQL that all tests of this process share. Most have an order of
 * their own, which passes over signs, letters that become two in upper case, and settings that read
 * and print otherwise than usual: none of that may be seen in a result.
 */
final class Postgres extends Engine {
  private static final EmbeddedPostgres SERVER = server();
  private static final AtomicInteger NEXT = new AtomicInteger();

  /** Where a database's letters and their order come from. */
  enum Locale {
    UNFRIENDLY("LOCALE_PROVIDER icu ICU_LOCALE 'en-US-u-ka-shifted' LOCALE 'C.UTF-8'"),
    WITHOUT_LETTERS("LOCALE 'C'"),
    OF_THE_SYSTEM("LOCALE 'C.UTF-8'");

    private final String clause;

    Locale(String clause) {
      this.clause = clause;
    }
  }

  private static final List<String> SETTINGS =
      List.of(
          "standard_conforming_strings = off",
          "\"DateStyle\" = 'ISO, DMY'",
          "\"IntervalStyle\" = 'sql_standard'",
          "bytea_output = 'escape'",
          "escape_string_warning = off",
          "transform_null_equals = on",
          "\"TimeZone\" = 'Pacific/Apia'");

  private Postgres(Connection connection) {
    super(connection);
  }

  private static EmbeddedPostgres server() {
    try {
      EmbeddedPostgres server = EmbeddedPostgres.builder().start();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server)));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void stop(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Postgres start() throws SQLException {
    return start(Locale.UNFRIENDLY);
  }

  static Postgres start(Locale locale) throws SQLException {
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0 " + locale.clause);
    }
    Connection connection = DriverManager.getConnection(SERVER.getJdbcUrl("postgres", name));
    try (Statement statement = connection.createStatement()) {
      // The driver asks for some of its own when it connects, so the database's would not do.
      for (String setting : SETTINGS) {
        statement.execute("SET " + setting);
      }
    }
    return new Postgres(connection);
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  String refuses() {
    return "nothing is refused";
  }

  @Override
  String doubleType() {
    return "DOUBLE PRECISION";
  }
}
