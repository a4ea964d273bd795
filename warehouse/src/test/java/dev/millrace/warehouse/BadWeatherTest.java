package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.ElementRows.Row;
import dev.millrace.warehouse.WriteResult.Unavailable;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.nasty.Manners;
import dev.millrace.warehouse.nasty.MemoryLease;
import dev.millrace.warehouse.nasty.NastyProxy;
import dev.millrace.warehouse.nasty.NastyProxy.Fault;
import dev.millrace.warehouse.postgres.NastyWarehouse;
import dev.millrace.warehouse.write.LogFirstSettings;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three processes write to one table while connections get lost at all the wrong moments. */
class BadWeatherTest {
  private static final InputTable ORDERS = Tables.orders(new TableSource.Empty());
  private static final int PROCESSES = 3;
  private static final int CLIENTS = 3;
  private static final int CHANGES = 6;
  private static final int COUNTERS = 3;

  private final String database = PostgresServer.newDatabase();
  private final NastyProxy proxy =
      new NastyProxy(new Manners(Duration.ofMillis(3), 2, 20, Duration.ofMillis(50)));

  /** What clients were told that they did. */
  private static final class Told {
    private final Map<String, Long> added = new HashMap<>();
    private final List<String> inserted = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();
    private long changes;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void whatWasToldHappenedOnceAndNothingElseDid(long seed) throws Exception {
    MemoryLease leases = new MemoryLease(Clock.systemUTC(), Duration.ofMillis(400));
    List<NastyWarehouse> processes =
        IntStream.range(0, PROCESSES).mapToObj(i -> process(leases.of("process " + i))).toList();
    try {
      NastyWarehouse first = processes.getFirst();
      String log = first.inputTables().publish("shop", ORDERS, Optional.empty()).log();
      List<String> counters = new ArrayList<>();
      for (int i = 0; i < COUNTERS; i++) {
        counters.add(
            ((Written) write(first, insert(UUID.randomUUID(), cells("amount", 0))))
                .rows()
                .getFirst()
                .row());
      }
      bad(new Random(seed), log.substring("SIGDS_WAL_".length()));

      Told told = run(processes, counters, seed);

      proxy.weather(text -> Optional.empty());
      proxy.runGhosts();
      NastyWarehouse last = processes.getLast();
      written(last, insert(UUID.randomUUID(), cells("note", "calm")));
      check(last, log, counters, told);
    } finally {
      processes.forEach(NastyWarehouse::close);
    }
  }

  private NastyWarehouse process(dev.millrace.warehouse.lease.WriterLease lease) {
    NastyWarehouse process =
        new NastyWarehouse(
            database,
            proxy,
            new LogFirstSettings(
                lease,
                Duration.ofSeconds(5),
                Duration.ofMillis(5),
                Duration.ofMillis(200),
                Duration.ofMillis(1)),
            Tables.FORMULAS);
    process.inputTables().publish("shop", ORDERS, Optional.empty());
    return process;
  }

  /** Every fourth statement that writes to the table or its log meets with something. */
  private void bad(Random random, String id) {
    List<Fault> faults =
        List.of(Fault.WORD_LOST, Fault.CUT_BEFORE, Fault.CUT_WITHIN, Fault.RUNS_LATER);
    proxy.weather(text -> {
      synchronized (random) {
        if (random.nextInt(8) == 0) {
          proxy.runGhosts();
        }
        return text.contains(id) && random.nextInt(4) == 0
            ? Optional.of(faults.get(random.nextInt(faults.size())))
            : Optional.empty();
      }
    });
  }

  private static Told run(List<NastyWarehouse> processes, List<String> counters, long seed)
      throws Exception {
    Told all = new Told();
    try (ExecutorService clients = Executors.newFixedThreadPool(PROCESSES * CLIENTS)) {
      List<Future<Told>> running =
          IntStream.range(0, PROCESSES * CLIENTS)
              .mapToObj(i ->
                  clients.submit(
                      () -> client(processes.get(i % PROCESSES), counters, seed * 1_000 + i)))
              .toList();
      for (Future<Told> one : running) {
        Told told = one.get();
        told.added.forEach((row, count) -> all.added.merge(row, count, Long::sum));
        all.inserted.addAll(told.inserted);
        all.deleted.addAll(told.deleted);
        all.changes += told.changes;
      }
    }
    return all;
  }

  private static Told client(NastyWarehouse process, List<String> counters, long seed) {
    Random random = new Random(seed);
    Told told = new Told();
    for (int i = 0; i < CHANGES; i++) {
      int kind = random.nextInt(4);
      if (kind < 2) {
        String row = counters.get(random.nextInt(counters.size()));
        boolean done = false;
        while (!done) {
          Row seen = row(process, row);
          long amount = (Long) java.util.Objects.requireNonNull(seen.values().get(1));
          done =
              write(
                      process,
                      update(
                          UUID.randomUUID(),
                          row,
                          OptionalLong.of(seen.version()),
                          cells("amount", amount + 1)))
                  instanceof Written;
        }
        told.added.merge(row, 1L, Long::sum);
      } else if (kind == 2 || told.inserted.isEmpty()) {
        told.inserted.add(
            written(process, insert(UUID.randomUUID(), cells("note", "client " + seed)))
                .rows()
                .getFirst()
                .row());
      } else {
        String row = told.inserted.removeLast();
        written(
            process,
            Tables.change(UUID.randomUUID(), new RowChange.Delete(row, OptionalLong.empty())));
        told.deleted.add(row);
      }
      told.changes++;
    }
    return told;
  }

  private static Row row(NastyWarehouse process, String row) {
    while (true) {
      try {
        return process
            .elementRows()
            .rows("shop", ORDERS, List.of(row), Map.of(), ANA)
            .rows()
            .getFirst();
      } catch (Refusal refusal) {
        assertThat(refusal.code()).isEqualTo("WAREHOUSE_UNAVAILABLE");
      }
    }
  }

  /** Comes again as long as it is told to. */
  private static WriteResult write(NastyWarehouse process, Change change) {
    WriteResult result = process.writeBack().write(change, ANA);
    while (result instanceof Unavailable) {
      result = process.writeBack().write(change, ANA);
    }
    return result;
  }

  private static Written written(NastyWarehouse process, Change change) {
    WriteResult result = write(process, change);
    assertThat(result).isInstanceOf(Written.class);
    return (Written) result;
  }

  private void check(NastyWarehouse process, String log, List<String> counters, Told told) {
    assertThat(PostgresServer.brokenLinks(database, log)).isEmpty();
    assertThat(
            process
                .sqlConsole()
                .query(
                    "SELECT count(*), count(DISTINCT \"CHANGE_ID\") FROM \"" + log + "\"", 1, ANA)
                .rows()
                .getFirst())
        .as("each change once: the counters' inserts, the clients', and the last one")
        .containsExactly(told.changes + COUNTERS + 1, told.changes + COUNTERS + 1);
    List<Row> rows =
        process
            .elementRows()
            .page("shop", ORDERS, new PageRequest(List.of(), 0, 1_000, Map.of()), ANA)
            .rows();
    Map<String, Long> amounts = new HashMap<>();
    rows.stream()
        .filter(row -> counters.contains(row.id()))
        .forEach(row ->
            amounts.merge(
                row.id(), (Long) java.util.Objects.requireNonNull(row.values().get(1)), Long::sum));
    counters.forEach(counter ->
        assertThat(amounts.get(counter)).isEqualTo(told.added.getOrDefault(counter, 0L)));
    assertThat(rows).extracting(Row::id).containsAll(told.inserted).doesNotHaveDuplicates();
    assertThat(rows).hasSize(COUNTERS + told.inserted.size() + 1);
  }
}
