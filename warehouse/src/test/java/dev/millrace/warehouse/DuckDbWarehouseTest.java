package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.TableSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckDbWarehouseTest extends WarehouseContract {
  @TempDir Path directory;

  @Override
  Warehouse open() {
    return DuckDbWarehouse.open(DuckDbSettings.in(directory), Tables.FORMULAS, Clock.systemUTC());
  }

  @Override
  List<Long> brokenLinks(String logTable) {
    warehouse.close();
    try (Connection connection =
        DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"))) {
      return new EditLog(connection, named(logTable)).brokenLinks();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      warehouse = open();
    }
  }

  private static StoredTable named(String log) {
    return new StoredTable(UUID.randomUUID(), Tables.ORDERS, "", log, "", List.of());
  }

  @Test
  void aForgedLogRowBreaksTheChainAtItsPlace() throws SQLException {
    String log =
        warehouse
            .inputTables()
            .publish("shop", Tables.orders(new TableSource.Empty()), Optional.empty())
            .log();
    for (int i = 0; i < 3; i++) {
      warehouse.writeBack().write(Tables.insert(UUID.randomUUID(), Tables.cells("amount", i)), ANA);
    }
    warehouse.close();
    try (Connection connection =
            DriverManager.getConnection("jdbc:duckdb:" + directory.resolve("warehouse.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE \"%s\" SET EDIT = '{}' WHERE EDIT_NUM = 2".formatted(log));
    }
    warehouse = open();

    assertThat(brokenLinks(log)).containsExactly(2L);
  }

  @Test
  void aSecondOpeningOfTheFileIsRefused() throws Exception {
    Process other =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                OtherProcess.class.getName(),
                directory.toString())
            .redirectErrorStream(true)
            .start();

    String said =
        new String(other.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    other.waitFor();

    assertThat(said).contains("WAREHOUSE_IN_USE").contains("warehouse.duckdb");
  }

  /** Tries to open a warehouse that somebody has. */
  static final class OtherProcess {
    private OtherProcess() {}

    public static void main(String[] arguments) {
      try {
        DuckDbWarehouse.open(
                DuckDbSettings.in(Path.of(arguments[0])), Tables.FORMULAS, Clock.systemUTC())
            .close();
      } catch (Refusal refusal) {
        System.out.println(refusal.code() + " " + refusal.getMessage());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO orders VALUES (1)",
        "SELECT 1; DROP TABLE millrace_tables",
        "COPY orders TO 'out.csv'",
        "ATTACH ':memory:' AS m",
        "PRAGMA database_list",
        "SET threads = 1",
        "INSTALL httpfs",
        "CREATE TEMP TABLE t (a INT)",
        "CALL duckdb_tables()",
        "CHECKPOINT",
        "BEGIN TRANSACTION",
        "EXPLAIN ANALYZE DELETE FROM millrace_tables",
        "DELETE FROM millrace_tables RETURNING *",
        ""
      })
  void theConsoleRunsNothingButQueries(String sql) {
    assertThatThrownBy(() -> warehouse.sqlConsole().query(sql, 10, ANA))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isIn("SQL_NOT_READ_ONLY", "SQL_ERROR"));
    assertThat(warehouse.sqlConsole().query("SELECT count(*) FROM millrace_tables", 10, ANA).rows())
        .containsExactly(List.of(1L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM glob('/*')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM duckdb_secrets()"
      })
  void theConsoleReachesNoFiles(String sql) {
    assertThatThrownBy(() -> warehouse.sqlConsole().query(sql, 10, ANA))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("SQL_ERROR"));
  }

  @Test
  void theConsoleCutsLongResultsAndSaysSo() {
    SqlConsole.Result result =
        warehouse.sqlConsole().query("SELECT range AS n FROM range(100)", 10, ANA);

    assertThat(result.columns()).containsExactly("n");
    assertThat(result.rows()).hasSize(10);
    assertThat(result.truncated()).isTrue();
  }
}
