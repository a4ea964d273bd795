package dev.millrace.warehouse;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

/** Damage to tables on DuckDB. */
final class DuckDbDoctorTest extends DoctorContract {
  @TempDir private Path folder;

  @Override
  Warehouse open() {
    return DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC());
  }

  @Override
  Connection connection() throws SQLException {
    return DriverManager.getConnection("jdbc:duckdb:" + DuckDbSettings.in(folder).database());
  }

  @Override
  Path uploads() {
    return DuckDbSettings.in(folder).uploads();
  }
}
