package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Rows found by what they hold on DuckDB. */
final class DuckDbFoundRowsTest extends FoundRowsContract {
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC());
  }
}
