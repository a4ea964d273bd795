package dev.millrace.formula.language;

import dev.millrace.formula.Dialect;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A PostgreSQL of its own. */
final class Postgres extends Engine {
  private final EmbeddedPostgres server;

  private Postgres(EmbeddedPostgres server) throws SQLException {
    super(DriverManager.getConnection(server.getJdbcUrl("postgres", "postgres")));
    this.server = server;
  }

  static Postgres start() throws IOException, SQLException {
    return new Postgres(EmbeddedPostgres.builder().start());
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

  @Override
  public void close() throws SQLException {
    super.close();
    try {
      server.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
