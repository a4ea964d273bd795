package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Marks of cells that break rules on DuckDB. */
final class DuckDbMarksTest extends MarksContract {
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC());
  }

  @Override
  Path uploads() throws IOException {
    return Files.createDirectories(folder.resolve("uploads"));
  }
}
