package dev.millrace.formula.language;

import dev.millrace.formula.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/** A database of the one PostgreSQL that all tests of this process share. */
final class Postgres extends Engine {
  private static final EmbeddedPostgres SERVER = server();
  private static final AtomicInteger NEXT = new AtomicInteger();

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
    String name = "test_" + NEXT.incrementAndGet();
    try (Connection connection = SERVER.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    }
    return new Postgres(DriverManager.getConnection(SERVER.getJdbcUrl("postgres", name)));
  }

  @Override
  Dialect dialect() {
    return Dialect.POSTGRESQL;
  }

  @Override
  String refuses() {
    return "remainder of floats cannot be computed on POSTGRESQL[.]";
  }

  @Override
  String doubleType() {
    return "DOUBLE PRECISION";
  }
}
