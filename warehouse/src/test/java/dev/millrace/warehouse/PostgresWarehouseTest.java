package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.postgres.PostgresSettings;
import dev.millrace.warehouse.postgres.PostgresWarehouse;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.TableSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A schema of PostgreSQL as warehouse. */
final class PostgresWarehouseTest extends WarehouseContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }

  @Override
  List<Long> brokenLinks(String logTable) {
    return PostgresServer.brokenLinks(database, logTable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "INSERT INTO orders VALUES (1)",
        "SELECT 1; DROP TABLE millrace_tables",
        "SELECT 1; COMMIT; DROP TABLE millrace_tables",
        "SELECT 1 /* ; */; COMMIT",
        "SELECT $$a$$; DELETE FROM millrace_tables",
        "SELECT '\\'; DELETE FROM millrace_tables --'",
        "COMMIT",
        "COPY orders TO PROGRAM 'touch /tmp/x'",
        "COPY (SELECT 1) TO STDOUT",
        "SET default_transaction_read_only = off",
        "DO $$ BEGIN DELETE FROM millrace_tables; END $$",
        "CREATE TEMP TABLE t (a INT)",
        "WITH gone AS (DELETE FROM millrace_tables RETURNING *) SELECT * FROM gone",
        "SELECT 1 INTO t",
        "SELECT * FROM millrace_tables FOR UPDATE",
        "SELECT set_config('transaction_read_only', 'off', true)",
        "SELECT nextval('s'); SELECT 1",
        "EXPLAIN ANALYZE DELETE FROM millrace_tables",
        "SELECT ?",
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

  @Test
  void theConsoleCutsLongResultsAndSaysSo() {
    SqlConsole.Result result =
        warehouse.sqlConsole().query("SELECT n FROM generate_series(1, 100) AS n", 10, ANA);

    assertThat(result.columns()).containsExactly("n");
    assertThat(result.rows()).hasSize(10);
    assertThat(result.truncated()).isTrue();
  }

  /** As docs/guide/warehouses.md has it. */
  @Test
  void aRoleThatOwnsOnlyItsSchemaIsEnough() throws SQLException {
    String empty = PostgresServer.newDatabase();
    try (Connection connection = DriverManager.getConnection(empty);
        Statement statement = connection.createStatement()) {
      statement.execute("REVOKE ALL ON DATABASE " + connection.getCatalog() + " FROM PUBLIC");
      statement.execute("CREATE ROLE tenant LOGIN PASSWORD 'x'");
      statement.execute("GRANT CONNECT ON DATABASE " + connection.getCatalog() + " TO tenant");
      statement.execute("GRANT TEMPORARY ON DATABASE " + connection.getCatalog() + " TO tenant");
      statement.execute("CREATE SCHEMA tables AUTHORIZATION tenant");
    }
    PostgresSettings settings =
        PostgresSettings.of(
            empty.substring(0, empty.indexOf('?')),
            Optional.of("tenant"),
            Optional.of("x"),
            "tables");
    assertThat(settings.toString()).doesNotContain("x]").doesNotContain("password");
    try (Warehouse own = PostgresWarehouse.open(settings, Tables.FORMULAS, Clock.systemUTC())) {
      own.inputTables().publish("shop", Tables.orders(new TableSource.Empty()), Optional.empty());

      assertThat(
              own.writeBack()
                  .write(Tables.insert(UUID.randomUUID(), Tables.cells("amount", 1)), ANA))
          .isInstanceOf(WriteResult.Written.class);
    }
  }

  @Test
  void aSchemaThatMayNotBeMadeIsToldInASentence() throws SQLException {
    String empty = PostgresServer.newDatabase();
    try (Connection connection = DriverManager.getConnection(empty);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE guest LOGIN PASSWORD 'x'");
    }
    PostgresSettings settings =
        PostgresSettings.of(
            empty.substring(0, empty.indexOf('?')),
            Optional.of("guest"),
            Optional.of("x"),
            "tables");

    assertThatThrownBy(() -> PostgresWarehouse.open(settings, Tables.FORMULAS, Clock.systemUTC()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("WAREHOUSE_GRANT_MISSING");
              assertThat(refusal)
                  .hasMessageContaining("CREATE SCHEMA \"tables\" AUTHORIZATION \"guest\";");
            });
  }
}
