package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** The race in the one process that has the file. */
final class DuckDbRaceTest extends RaceContract {
  @TempDir private Path folder;

  @Override
  List<Warehouse> open() {
    return List.of(
        DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC()));
  }
}
