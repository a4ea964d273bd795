package dev.millrace.warehouse;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** CSV files on PostgreSQL. */
final class PostgresCsvTest extends CsvContract {
  private final String database = PostgresServer.newDatabase();
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }

  @Override
  Path uploads() {
    return folder;
  }
}
