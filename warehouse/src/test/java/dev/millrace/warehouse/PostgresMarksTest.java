package dev.millrace.warehouse;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** Marks of cells that break rules on PostgreSQL. */
final class PostgresMarksTest extends MarksContract {
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
