package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Many clients of the one process that has the file. */
final class DuckDbClientsTest extends ClientsContract {
  @TempDir private Path folder;

  @Override
  List<Warehouse> open() {
    return List.of(
        DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC()));
  }

  @Override
  void disturb() {
    // The connections are inside this process: nobody can cut them.
  }
}
