package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Rules of columns and tables on DuckDB. */
final class DuckDbRulesTest extends RulesContract {
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC());
  }
}
