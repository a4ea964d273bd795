package dev.millrace.warehouse;

import dev.millrace.warehouse.postgres.PostgresSettings;
import dev.millrace.warehouse.postgres.PostgresWarehouse;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL for all tests of this process; each asks it for a database of its own. */
final class PostgresServer {
  private static final AtomicInteger NEXT = new AtomicInteger();

  private PostgresServer() {}

  /** Started when the first test asks for it. */
  private static final class Running {
    private static final EmbeddedPostgres SERVER = started();
  }

  private static EmbeddedPostgres started() {
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

  /** The JDBC address of a new, empty database. */
  static String newDatabase() {
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return Running.SERVER.getJdbcUrl("postgres", name);
  }

  /** A warehouse in the schema {@code millrace} of that database. */
  static Warehouse open(String database) {
    return open(database, Clock.systemUTC());
  }

  static Warehouse open(String database, Clock clock) {
    return PostgresWarehouse.open(
        PostgresSettings.of(database, Optional.empty(), Optional.empty(), "millrace"),
        Tables.FORMULAS,
        clock);
  }

  /** Edit numbers whose place in the hash chain is broken, in the schema {@code millrace}. */
  static List<Long> brokenLinks(String database, String logTable) {
    try (Connection connection =
        DriverManager.getConnection(database + "&currentSchema=millrace")) {
      StoredTable table =
          new StoredTable(UUID.randomUUID(), Tables.ORDERS, "", logTable, "", List.of());
      return new EditLog(connection, table).brokenLinks();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends every connection that Millrace has to that database. */
  static void cutConnections(String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'millrace' AND datname = current_database()
          """);
    }
  }
}
