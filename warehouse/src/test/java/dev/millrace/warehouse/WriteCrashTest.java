package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.ORDERS;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.model.TableSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A process with 32 writers is killed in the middle of it, again and again. What it was told is
 * there, once, and nothing is there by half. {@code -Dmillrace.write-kills} makes it thorough.
 */
final class WriteCrashTest {
  private static final int KILLS = Integer.getInteger("millrace.write-kills", 3);
  private static final int WRITERS = 32;

  @TempDir private Path folder;

  @Test
  void duckDbLosesNothing() throws Exception {
    String database = "jdbc:duckdb:" + folder.resolve("warehouse.duckdb");
    killed("duckdb", folder.toString(), database);
  }

  @Test
  void postgresLosesNothing() throws Exception {
    String database = PostgresServer.newDatabase();
    killed("postgres", database, database + "&currentSchema=millrace");
  }

  private void killed(String kind, String place, String database) throws Exception {
    Random luck = new Random(11);
    Map<UUID, Long> acknowledged = new HashMap<>();
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = child(kind, place, kill);
      int before = acknowledged.size();
      int enough = 50 + luck.nextInt(800);
      try (BufferedReader said = child.inputReader(StandardCharsets.UTF_8)) {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
          String[] words = line.split(" ", -1);
          if (words[0].equals("done")) {
            acknowledged.put(UUID.fromString(words[1]), Long.parseLong(words[2]));
          }
          if (acknowledged.size() - before >= enough) {
            child.toHandle().destroyForcibly();
          }
        }
      }
      child.waitFor();
      assertThat(acknowledged.size() - before)
          .as("it ran until it was killed")
          .isGreaterThanOrEqualTo(enough);
      verify(kind, place, database, acknowledged);
    }
  }

  private Process child(String kind, String place, int round) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Writers.class.getName(),
            kind,
            place,
            Integer.toString(round))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static Warehouse open(String kind, String place) {
    Warehouse warehouse =
        kind.equals("duckdb")
            ? DuckDbWarehouse.open(
                DuckDbSettings.in(Path.of(place)), Tables.FORMULAS, Clock.systemUTC())
            : PostgresServer.open(place);
    warehouse.inputTables().publish("shop", orders(new TableSource.Empty()), Optional.empty());
    return warehouse;
  }

  private static void verify(
      String kind, String place, String database, Map<UUID, Long> acknowledged)
      throws SQLException {
    String log;
    try (Warehouse warehouse = open(kind, place)) {
      log =
          warehouse
              .inputTables()
              .publish("shop", orders(new TableSource.Empty()), Optional.empty())
              .log();
      Map<UUID, Long> logged = new HashMap<>();
      Map<String, @Nullable Object> played = new HashMap<>();
      for (EditHistory.Entry entry : entries(warehouse)) {
        assertThat(logged.put(entry.change(), entry.editNumber())).as("once").isNull();
        entry.rows().forEach(row -> played.put(row.row(), row.now().get("amount")));
      }
      assertThat(logged).containsAllEntriesOf(acknowledged);
      Map<String, @Nullable Object> table = new HashMap<>();
      warehouse
          .sqlConsole()
          .query("SELECT \"ID\", \"Amount $\" FROM orders", 100_000, ANA)
          .rows()
          .forEach(row ->
              table.put(
                  String.valueOf(row.get(0)),
                  new java.math.BigDecimal(String.valueOf(row.get(1))).setScale(10)));
      assertThat(table).isEqualTo(played);
    }
    try (Connection connection = DriverManager.getConnection(database)) {
      StoredTable table = new StoredTable(UUID.randomUUID(), ORDERS, "", log, "", List.of());
      assertThat(new EditLog(connection, table).brokenLinks()).isEmpty();
    }
  }

  /** The whole log, oldest first. */
  private static List<EditHistory.Entry> entries(Warehouse warehouse) {
    List<EditHistory.Entry> all = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    List<EditHistory.Entry> page;
    do {
      EditHistory.Filter filter =
          new EditHistory.Filter(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              before,
              EditHistory.MAX_ENTRIES);
      page = warehouse.editHistory().entries(ORDERS, filter);
      all.addAll(page);
      before = page.isEmpty() ? before : OptionalLong.of(page.getLast().editNumber());
    } while (page.size() == EditHistory.MAX_ENTRIES);
    return all.reversed();
  }

  /** The process that is killed: says what was acknowledged, after it was. */
  static final class Writers {
    private Writers() {}

    public static void main(String[] arguments) {
      Warehouse warehouse = open(arguments[0], arguments[1]);
      for (int writer = 0; writer < WRITERS; writer++) {
        int number = writer;
        Thread.ofPlatform()
            .start(() -> write(warehouse, arguments[2] + "-" + number, new Random(number)));
      }
    }

    private static void write(Warehouse warehouse, String name, Random luck) {
      for (int i = 0; ; i++) {
        String row = name + "-" + i % 5;
        RowChange edit =
            i < 5
                ? new RowChange.Insert(Optional.of(row), cells("amount", luck.nextInt(1_000)))
                : new RowChange.Update(
                    row, OptionalLong.empty(), cells("amount", luck.nextInt(1_000)));
        Change change = change(UUID.randomUUID(), edit);
        if (warehouse.writeBack().write(change, ANA) instanceof Written written) {
          System.out.println("done " + change.id() + " " + written.editNumber());
        }
      }
    }
  }
}
