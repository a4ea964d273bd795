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
import dev.millrace.warehouse.EditHistory.Operation;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Unavailable;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.model.TableSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many clients at once that insert, edit what they saw, delete, undo, send again what they got no
 * answer for, and lose answers. Afterwards the log, played from its beginning by a model that knows
 * nothing of versions and groups, gives the table; and each client finds there what it was told.
 * {@code -Dmillrace.client-steps} makes it thorough.
 */
abstract class ClientsContract {
  private static final int CLIENTS = 8;
  private static final int STEPS = Integer.getInteger("millrace.client-steps", 60);
  private static final int ROWS = 6;

  /** The warehouse as the clients see it, in turn. */
  abstract List<Warehouse> open();

  /** Does some harm that must not matter. */
  abstract void disturb() throws Exception;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatClientsAreToldIsWhatHappened(long seed) throws Exception {
    List<Warehouse> warehouses = open();
    try {
      warehouses.forEach(warehouse ->
          warehouse
              .inputTables()
              .publish("shop", orders(new TableSource.Empty()), Optional.empty()));
      Map<UUID, Long> told = new ConcurrentHashMap<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          Warehouse warehouse = warehouses.get(i % warehouses.size());
          Random luck = new Random(seed * 100 + i);
          Reader reader = i % 2 == 0 ? ANA : BEN;
          clients.add(threads.submit(() -> new OneClient(warehouse, luck, reader, told).run()));
        }
        for (Future<?> client : clients) {
          disturb();
          client.get();
        }
      }
      verify(warehouses.getFirst(), told);
    } finally {
      warehouses.stream().distinct().forEach(Warehouse::close);
    }
  }

  private static void verify(Warehouse warehouse, Map<UUID, Long> told) {
    Map<UUID, Long> logged = new HashMap<>();
    Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    long number = 0;
    for (Entry entry : log(warehouse)) {
      number++;
      assertThat(entry.editNumber()).isEqualTo(number);
      assertThat(logged.put(entry.change(), entry.editNumber())).as("once").isNull();
      entry.rows().forEach(edit -> play(rows, edit));
    }
    assertThat(logged).containsAllEntriesOf(told);
    assertThat(told.size()).isGreaterThan(CLIENTS * STEPS / 4);
    assertThat(table(warehouse)).isEqualTo(rows);
  }

  /** Each edit must find the old values that the log says it found. */
  private static void play(Map<String, Map<String, @Nullable Object>> rows, RowEdit edit) {
    Map<String, @Nullable Object> row = rows.get(edit.row());
    if (edit.operation() == Operation.INSERT) {
      assertThat(row).isNull();
      rows.put(edit.row(), new HashMap<>(edit.now()));
      return;
    }
    assertThat(row).isNotNull().containsAllEntriesOf(edit.old());
    if (edit.operation() == Operation.DELETE) {
      rows.remove(edit.row());
    } else {
      rows.computeIfPresent(
          edit.row(),
          (id, values) -> {
            values.putAll(edit.now());
            return values;
          });
    }
  }

  private static Map<String, Map<String, @Nullable Object>> table(Warehouse warehouse) {
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

  /** The whole log, oldest first. */
  static List<Entry> log(Warehouse warehouse) {
    List<Entry> all = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    List<Entry> page;
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

  /** Knows what it was told: the versions of rows, and which of its changes were done. */
  private static final class OneClient {
    private final Warehouse warehouse;
    private final Random luck;
    private final Reader reader;
    private final Map<UUID, Long> told;
    private final Map<String, Long> versions = new HashMap<>();
    private final List<Change> done = new ArrayList<>();

    OneClient(Warehouse warehouse, Random luck, Reader reader, Map<UUID, Long> told) {
      this.warehouse = warehouse;
      this.luck = luck;
      this.reader = reader;
      this.told = told;
    }

    void run() {
      for (int step = 0; step < STEPS; step++) {
        switch (luck.nextInt(8)) {
          case 0 -> again();
          case 1 -> undo();
          default -> send(change(UUID.randomUUID(), edit()));
        }
      }
    }

    private RowChange edit() {
      String row = "row-" + luck.nextInt(ROWS);
      long version = versions.getOrDefault(row, 0L);
      if (version == 0) {
        return new RowChange.Insert(Optional.of(row), cells("amount", luck.nextInt(1_000)));
      }
      OptionalLong seen = luck.nextInt(4) == 0 ? OptionalLong.empty() : OptionalLong.of(version);
      return luck.nextInt(6) == 0
          ? new RowChange.Delete(row, seen)
          : new RowChange.Update(row, seen, cells("note", "n" + luck.nextInt(1_000)));
    }

    /** Sends until there is an answer; now and then it forgets that there was one. */
    private void send(Change change) {
      WriteResult result = answer(change);
      if (luck.nextInt(10) == 0) {
        boolean first = result instanceof Written;
        result = answer(change);
        if (first) {
          assertThat(result)
              .as("the answer was lost, the change was not")
              .isInstanceOfSatisfying(
                  Written.class, again -> assertThat(again.repeated()).isTrue());
        }
      }
      switch (result) {
        case Written written -> {
          done.add(change);
          told.put(change.id(), written.editNumber());
          written.rows().forEach(row -> versions.put(row.row(), row.version()));
        }
        case Conflict conflict ->
            conflict.rows().forEach(row -> versions.put(row.row(), row.version()));
        default ->
            change
                .rows()
                .forEach(row -> versions.merge(id(row), 1L, (was, one) -> was == 0 ? 1L : 0L));
      }
    }

    private static String id(RowChange row) {
      return switch (row) {
        case RowChange.Insert insert -> insert.row().orElseThrow();
        case RowChange.Update update -> update.row();
        case RowChange.Delete delete -> delete.row();
        default -> throw new IllegalArgumentException("not made here: " + row);
      };
    }

    private WriteResult answer(Change change) {
      WriteResult result = warehouse.writeBack().write(change, reader);
      while (result instanceof Unavailable) {
        result = warehouse.writeBack().write(change, reader);
      }
      return result;
    }

    private void again() {
      if (!done.isEmpty()) {
        Change change = done.get(luck.nextInt(done.size()));
        assertThat(answer(change))
            .isInstanceOfSatisfying(
                Written.class,
                written -> {
                  assertThat(written.repeated()).isTrue();
                  assertThat(written.editNumber()).isEqualTo(told.get(change.id()));
                });
      }
    }

    private void undo() {
      if (done.isEmpty()) {
        return;
      }
      UUID id = UUID.randomUUID();
      Target target =
          new Target.Changes(java.util.Set.of(done.get(luck.nextInt(done.size())).id()));
      try {
        if (warehouse.editHistory().undo(id, ORDERS, target, reader).result()
            instanceof Written written) {
          told.put(id, written.editNumber());
        }
      } catch (dev.millrace.workbook.access.Refusal away) {
        assertThat(away.code()).isEqualTo("WAREHOUSE_UNAVAILABLE");
      }
    }
  }
}
