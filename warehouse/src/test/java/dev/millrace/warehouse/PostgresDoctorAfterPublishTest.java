package dev.millrace.warehouse;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;

/** Damage to tables on PostgreSQL. */
final class PostgresDoctorAfterPublishTest extends DoctorAfterPublishContract {
  private final String database = PostgresServer.newDatabase();
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }

  @Override
  Connection connection() throws SQLException {
    Connection connection = DriverManager.getConnection(database);
    connection.setSchema("millrace");
    return connection;
  }

  @Override
  Path uploads() {
    return folder;
  }
}
