package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static dev.millrace.warehouse.Tables.ORDERS;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.orders;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory.Entry;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.Operation;
import dev.millrace.warehouse.EditHistory.Past;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.duckdb.DuckDbSettings;
import dev.millrace.warehouse.duckdb.DuckDbWarehouse;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random edits, and undos of what nobody changed since. The model knows no way back: it plays the
 * log from the beginning and leaves out what was undone. {@code -Dmillrace.undo-steps} makes it
 * thorough.
 */
final class UndoModelTest {
  private static final int STEPS = Integer.getInteger("millrace.undo-steps", 120);
  private static final InputTable TABLE = orders(new TableSource.Empty());

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void anUndoLeavesWhatThereWouldBeWithoutTheChange(long seed) {
    play(DuckDbWarehouse.open(DuckDbSettings.in(folder), Tables.FORMULAS, Clock.systemUTC()), seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void soItDoesOnPostgres(long seed) {
    play(PostgresServer.open(PostgresServer.newDatabase()), seed);
  }

  private static void play(Warehouse opened, long seed) {
    Random luck = new Random(seed);
    try (Warehouse warehouse = opened) {
      warehouse.inputTables().publish("shop", TABLE, Optional.empty());
      Set<UUID> out = new HashSet<>();
      int undone = 0;
      for (int step = 0; step < STEPS; step++) {
        List<Entry> log = log(warehouse);
        if (log.size() > 3 && luck.nextInt(3) == 0) {
          undone += undo(warehouse, log, out, luck) ? 1 : 0;
        } else {
          edit(warehouse, luck);
        }
        assertThat(rows(warehouse)).as("step %d", step).isEqualTo(played(log(warehouse), Set.of()));
      }
      assertThat(undone).isGreaterThan(STEPS / 20);
      theTableIsReadAsItWas(warehouse, luck);
    }
  }

  private static void theTableIsReadAsItWas(Warehouse warehouse, Random luck) {
    List<Entry> log = log(warehouse);
    for (int i = 0; i < 20; i++) {
      Instant at = log.get(luck.nextInt(log.size())).at();
      List<Entry> before = log.stream().filter(entry -> !entry.at().isAfter(at)).toList();

      assertThat(past(warehouse, at)).isEqualTo(played(before, Set.of()));
    }
    assertThat(past(warehouse, Instant.EPOCH)).isEmpty();
  }

  private static Map<String, Map<String, @Nullable Object>> past(Warehouse warehouse, Instant at) {
    Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    Optional<String> after = Optional.empty();
    do {
      Past page = warehouse.editHistory().past(ORDERS, at, after, 3);
      page.rows().forEach(row -> assertThat(rows.put(row.row(), row.values())).isNull());
      after = page.next();
    } while (after.isPresent());
    return rows;
  }

  /**
   * Takes back one to three changes that are no undos, unless somebody changed some of it since.
   */
  private static boolean undo(Warehouse warehouse, List<Entry> log, Set<UUID> out, Random luck) {
    List<Entry> edits =
        log.stream()
            .filter(entry -> entry.undoes().isEmpty() && !out.contains(entry.change()))
            .toList();
    Set<UUID> chosen = new HashSet<>();
    for (int i = 0; !edits.isEmpty() && i <= luck.nextInt(3); i++) {
      chosen.add(edits.get(edits.size() - 1 - luck.nextInt(Math.min(4, edits.size()))).change());
    }
    if (chosen.isEmpty()) {
      return false;
    }
    Target target = new Target.Changes(chosen);
    EditHistory history = warehouse.editHistory();
    boolean whole =
        history.preview(ORDERS, target).rows().stream().allMatch(row -> row.kept().isEmpty());
    if (!whole
        || !(history.undo(UUID.randomUUID(), ORDERS, target, ANA).result()
            instanceof Written written)) {
      return false;
    }
    out.addAll(chosen);
    out.add(written.change());
    assertThat(rows(warehouse)).isEqualTo(played(log, out));
    return true;
  }

  private static void edit(Warehouse warehouse, Random luck) {
    List<RowChange> rows = new ArrayList<>();
    Map<String, Map<String, @Nullable Object>> now = rows(warehouse);
    for (int i = 0; i <= luck.nextInt(3); i++) {
      String row = "row-" + (luck.nextInt(4) + i * 4);
      if (!now.containsKey(row)) {
        rows.add(new RowChange.Insert(Optional.of(row), values(luck)));
      } else if (luck.nextInt(5) == 0) {
        rows.add(new RowChange.Delete(row, OptionalLong.empty()));
      } else {
        rows.add(new RowChange.Update(row, OptionalLong.empty(), values(luck)));
      }
    }
    WriteResult result =
        warehouse
            .writeBack()
            .write(
                change(UUID.randomUUID(), rows.toArray(RowChange[]::new)),
                luck.nextBoolean() ? ANA : BEN);
    assertThat(result).isInstanceOf(Written.class);
  }

  private static Map<String, @Nullable Object> values(Random luck) {
    return switch (luck.nextInt(3)) {
      case 0 -> cells("note", "n" + luck.nextInt(1000));
      case 1 -> cells("amount", luck.nextInt(1000));
      default -> cells("note", luck.nextBoolean() ? null : "both", "amount", luck.nextInt(1000));
    };
  }

  /** The whole log, oldest first. */
  private static List<Entry> log(Warehouse warehouse) {
    List<Entry> log = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    List<Entry> page;
    do {
      Filter filter =
          new Filter(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              before,
              EditHistory.MAX_ENTRIES);
      page = warehouse.editHistory().entries(ORDERS, filter);
      log.addAll(page);
      before = page.isEmpty() ? before : OptionalLong.of(page.getLast().editNumber());
    } while (page.size() == EditHistory.MAX_ENTRIES);
    return log.reversed();
  }

  private static Map<String, Map<String, @Nullable Object>> played(
      List<Entry> log, Set<UUID> without) {
    Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    for (Entry entry : log) {
      if (!without.contains(entry.change())) {
        entry.rows().forEach(edit -> play(rows, edit));
      }
    }
    return rows;
  }

  private static void play(Map<String, Map<String, @Nullable Object>> rows, RowEdit edit) {
    if (edit.operation() == Operation.DELETE) {
      rows.remove(edit.row());
    } else {
      rows.computeIfAbsent(edit.row(), row -> new HashMap<>()).putAll(edit.now());
    }
  }

  /** The table as plain SQL shows it. */
  private static Map<String, Map<String, @Nullable Object>> rows(Warehouse warehouse) {
    Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    warehouse
        .sqlConsole()
        .query("SELECT \"ID\", \"Note\", \"Amount $\", \"Day\" FROM orders", 1_000, ANA)
        .rows()
        .forEach(row ->
            rows.put(
                String.valueOf(row.get(0)),
                new HashMap<>(
                    cells("note", row.get(1), "amount", number(row.get(2)), "day", row.get(3)))));
    return rows;
  }

  private static @Nullable Object number(@Nullable Object value) {
    return value == null ? null : new java.math.BigDecimal(value.toString()).setScale(10);
  }
}
