package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Publishing on DuckDB. */
final class DuckDbPublishTest extends PublishContract {
  @TempDir private Path folder;

  @Override
  Warehouse open(Clock at) {
    return DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, at);
  }
}
