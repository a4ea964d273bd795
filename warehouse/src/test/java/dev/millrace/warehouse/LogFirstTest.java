package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Unavailable;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.nasty.Manners;
import dev.millrace.warehouse.nasty.MemoryLease;
import dev.millrace.warehouse.nasty.NastyProxy;
import dev.millrace.warehouse.nasty.NastyProxy.Fault;
import dev.millrace.warehouse.nasty.NastyProxy.Trap;
import dev.millrace.warehouse.postgres.NastyWarehouse;
import dev.millrace.warehouse.write.LogFirstSettings;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableRules;
import dev.millrace.workbook.model.TableRules.WriteProfile;
import dev.millrace.workbook.model.TableSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in a warehouse without transactions, and what becomes of it. */
class LogFirstTest {
  private static final InputTable ORDERS = Tables.orders(new TableSource.Empty());
  private static final Duration LEASE = Duration.ofSeconds(10);

  private final String database = PostgresServer.newDatabase();
  private final NastyProxy proxy = new NastyProxy(Manners.usual());
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource time = now::get;
  private final MemoryLease leases = new MemoryLease(time.withZone(ZoneOffset.UTC), LEASE);
  private final List<NastyWarehouse> open = new ArrayList<>();
  private String log = "";
  private String table = "";

  /** Another process. Its sweep does not come by itself, so that tests decide when. */
  private NastyWarehouse process() {
    LogFirstSettings usual = LogFirstSettings.of(leases.of("process " + open.size()));
    NastyWarehouse process =
        new NastyWarehouse(
            database,
            proxy,
            new LogFirstSettings(
                usual.lease(),
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                Duration.ofHours(1),
                usual.backoff()),
            Tables.FORMULAS);
    open.add(process);
    log = process.inputTables().publish("shop", ORDERS, Optional.empty()).log();
    table = log.replace("_WAL", "");
    return process;
  }

  @AfterEach
  void close() {
    open.forEach(NastyWarehouse::close);
  }

  private static WriteResult write(Warehouse process, Change change) {
    return process.writeBack().write(change, ANA);
  }

  private static Written written(Warehouse process, Change change) {
    return (Written) write(process, change);
  }

  private static List<Object> notes(Warehouse process) {
    return process
        .elementRows()
        .page("shop", ORDERS, new PageRequest(List.of(), 0, 100, Map.of()), ANA)
        .rows()
        .stream()
        .<Object>map(row -> String.valueOf(row.values().getFirst()))
        .sorted()
        .toList();
  }

  private Trap next(String text, Fault fault) {
    return proxy.next(text, fault);
  }

  private String append() {
    return "INSERT INTO \"" + log;
  }

  private String merge() {
    return "MERGE INTO \"" + table;
  }

  private void assertLogHolds(int changes) {
    assertThat(PostgresServer.brokenLinks(database, log)).isEmpty();
    assertThat(
            open.getFirst()
                .sqlConsole()
                .query(
                    "SELECT count(*), count(DISTINCT \"CHANGE_ID\") FROM \"" + log + "\"", 1, ANA)
                .rows()
                .getFirst())
        .containsExactly((long) changes, (long) changes);
  }

  @Test
  void anAppendWhoseWordWasLostIsFoundAndNotDoneAgain() {
    NastyWarehouse process = process();
    next(append(), Fault.WORD_LOST);

    Written result = written(process, insert(UUID.randomUUID(), cells("note", "once")));

    assertThat(result.visible()).isTrue();
    assertThat(notes(process)).containsExactly("once");
    assertLogHolds(1);
  }

  @Test
  void aBlindUpdateWhoseWordWasLostIsNotDoneTwiceEither() {
    NastyWarehouse process = process();
    String row =
        written(process, insert(UUID.randomUUID(), cells("note", "a"))).rows().getFirst().row();
    next(append(), Fault.WORD_LOST);

    written(process, update(UUID.randomUUID(), row, OptionalLong.empty(), cells("note", "b")));

    assertThat(notes(process)).containsExactly("b");
    assertLogHolds(2);
  }

  @Test
  void anAppendThatRunsAfterItsConnectionIsLostIsOneChangeAllTheSame() {
    NastyWarehouse process = process();
    Change change = insert(UUID.randomUUID(), cells("note", "late"));
    next(append(), Fault.RUNS_LATER);
    written(process, change);

    assertThat(proxy.runGhosts()).isEqualTo(1);

    assertLogHolds(1);
    assertThat(written(process, change).repeated()).isTrue();
    assertThat(notes(process)).containsExactly("late");
  }

  @Test
  void whatWasToBringTheTableUpMayComeTooLate() {
    NastyWarehouse process = process();
    Written first = written(process, insert(UUID.randomUUID(), cells("note", "a")));
    String row = first.rows().getFirst().row();
    next(merge(), Fault.RUNS_LATER);
    assertThat(
            written(process, update(UUID.randomUUID(), row, OptionalLong.of(1), cells("note", "b")))
                .visible())
        .isFalse();
    written(
        process, Tables.change(UUID.randomUUID(), new RowChange.Delete(row, OptionalLong.of(2))));

    proxy.runGhosts();

    assertThat(notes(process)).as("the row does not come back").isEmpty();
    assertLogHolds(3);
  }

  @Test
  void aChangeThatIsOnlySafeIsSeenByWhoeverReadsInThisProcess() {
    NastyWarehouse process = process();
    next(merge(), Fault.CUT_BEFORE);

    Written safe = written(process, insert(UUID.randomUUID(), cells("note", "safe")));

    assertThat(safe.visible()).isFalse();
    assertThat(notes(process)).containsExactly("safe");
  }

  @Test
  void aLockThatOutlivesItsConnectionDelaysAndLosesNothing() {
    NastyWarehouse process = process();
    next(merge(), Fault.CUT_WITHIN);

    written(process, insert(UUID.randomUUID(), cells("note", "a")));
    Written second = written(process, insert(UUID.randomUUID(), cells("note", "b")));

    assertThat(second.visible()).isTrue();
    assertThat(notes(process)).containsExactly("a", "b");
    assertLogHolds(2);
  }

  @Test
  void anotherProcessFinishesWhatADeadOneAppended() {
    NastyWarehouse dead = process();
    NastyWarehouse other = process();
    String gone =
        written(dead, insert(UUID.randomUUID(), cells("note", "gone"))).rows().getFirst().row();
    next(merge(), Fault.CUT_BEFORE);
    Change last =
        Tables.change(
            UUID.randomUUID(),
            new RowChange.Insert(Optional.empty(), cells("note", "new")),
            new RowChange.Delete(gone, OptionalLong.of(1)));
    assertThat(written(dead, last).visible()).isFalse();
    other.finishAbandoned();
    assertThat(notes(other)).as("its time is not over").containsExactly("gone");

    now.set(now.get().plus(LEASE));
    other.finishAbandoned();

    assertThat(notes(other)).containsExactly("new");
    assertThat(written(other, last).repeated()).isTrue();
  }

  @Test
  void whoWakesUpTooLateAppendsNothingToWhatItKnew() throws Exception {
    NastyWarehouse old = process();
    NastyWarehouse fresh = process();
    String row =
        written(old, insert(UUID.randomUUID(), cells("note", "a"))).rows().getFirst().row();
    Trap stall = next(append(), Fault.HELD_UP);
    try (ExecutorService stalled = Executors.newSingleThreadExecutor()) {
      Future<WriteResult> late =
          stalled.submit(() ->
              write(old, update(UUID.randomUUID(), row, OptionalLong.of(1), cells("note", "old"))));
      assertThat(stall.sprung()).isTrue();
      assertThat(
              write(
                  fresh, update(UUID.randomUUID(), row, OptionalLong.of(1), cells("note", "new"))))
          .as("while the other holds the table")
          .isInstanceOf(Unavailable.class);

      now.set(now.get().plus(LEASE));
      assertThat(
              write(
                  fresh, update(UUID.randomUUID(), row, OptionalLong.of(1), cells("note", "new"))))
          .isInstanceOf(Written.class);
      now.set(now.get().plus(LEASE));
      stall.open();

      assertThat(late.get()).isInstanceOf(Conflict.class);
    }
    assertThat(notes(fresh)).containsExactly("new");
    assertLogHolds(2);
  }

  @Test
  void processesWriteInTurnsAndTheTokenGrowsWithEach() {
    NastyWarehouse one = process();
    NastyWarehouse two = process();
    for (int i = 0; i < 3; i++) {
      written(one, insert(UUID.randomUUID(), cells("note", "1")));
      written(two, insert(UUID.randomUUID(), cells("note", "2")));
    }

    assertThat(
            one.sqlConsole()
                .query(
                    "SELECT CAST(\"METADATA\" ->> 'token' AS INTEGER) FROM \"%s\" ORDER BY \"EDIT_NUM\""
                        .formatted(log),
                    10,
                    ANA)
                .rows())
        .extracting(values -> values.getFirst())
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertLogHolds(6);
  }

  @Test
  void whatTheQueueDoesNotTakeIsToComeAgain() throws Exception {
    NastyWarehouse process = process();
    Change change = insert(UUID.randomUUID(), cells("note", "a"));
    Manners usual = Manners.usual();
    List<Trap> busy = new ArrayList<>();
    try (ExecutorService others = Executors.newCachedThreadPool()) {
      for (int i = 0; i < usual.running(); i++) {
        Trap trap = next("DELETE FROM \"" + log, Fault.HELD_UP);
        busy.add(trap);
        Future<Integer> unused = others.submit(this::changeTheLog);
        assertThat(trap.sprung()).isTrue();
      }
      for (int i = 0; i < usual.waiting(); i++) {
        Future<Integer> unused = others.submit(this::changeTheLog);
      }
      while (proxy.waiting(log) < usual.waiting()) {
        Thread.onSpinWait();
      }
      proxy.statements();

      assertThat(write(process, change))
          .isInstanceOfSatisfying(
              Unavailable.class, later -> assertThat(later.backoff()).isPositive());

      assertThat(proxy.statements().stream().filter(text -> text.startsWith(append())))
          .as("a warehouse with too much to do is not asked again at once")
          .hasSize(1);
      busy.forEach(Trap::open);
    }
    assertThat(written(process, change).repeated()).isFalse();
    assertLogHolds(1);
  }

  private int changeTheLog() throws SQLException {
    try (Connection connection =
            proxy.wrap(DriverManager.getConnection(database + "&currentSchema=millrace"));
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate("DELETE FROM \"%s\" WHERE 1 = 0".formatted(log));
    }
  }

  @Test
  void manyChangesCostFewStatements() throws Exception {
    NastyWarehouse process = process();
    written(process, insert(UUID.randomUUID(), cells("note", "first")));
    proxy.statements();
    int writers = 60;
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      for (Future<?> one :
          IntStream.range(0, writers)
              .<Future<?>>mapToObj(i ->
                  pool.submit(
                      () -> written(process, insert(UUID.randomUUID(), cells("amount", i)))))
              .toList()) {
        one.get();
      }
    }

    assertThat(proxy.statements().stream().filter(text -> !text.contains("\"EDIT_NUM\" > ? ORDER")))
        .as("a look at the rows, an append and a merge for each of a few groups")
        .hasSizeLessThan(writers / 2);
    assertLogHolds(writers + 1);
  }

  @ParameterizedTest
  @CsvSource({
    "MILLRACE_TABLES, CUT_BEFORE",
    "MILLRACE_TABLES, WORD_LOST",
    "MILLRACE_COLUMNS, CUT_BEFORE",
    "MILLRACE_COLUMNS, WORD_LOST"
  })
  void aPublicationThatWasCutIsDoneBySayingItAgain(String catalogue, Fault fault) {
    NastyWarehouse process =
        new NastyWarehouse(
            database, proxy, LogFirstSettings.of(leases.of("alone")), Tables.FORMULAS);
    open.add(process);
    next("INSERT INTO " + catalogue, fault);
    assertThatThrownBy(() -> process.inputTables().publish("shop", ORDERS, Optional.empty()))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.code()).isEqualTo("WAREHOUSE_UNAVAILABLE"));

    log = process.inputTables().publish("shop", ORDERS, Optional.empty()).log();

    written(process, insert(UUID.randomUUID(), cells("note", "a", "amount", 1)));
    assertThat(notes(process)).containsExactly("a");
    assertLogHolds(1);
  }

  @Test
  void aTableWrittenInBatchesWaitsForMore() throws Exception {
    process();
    InputTable batched =
        ORDERS.with(
            ORDERS.columns(),
            new TableRules(
                List.of(),
                OptionalLong.empty(),
                true,
                TableRules.Entry.BOTH,
                TableRules.Conflicts.REFUSE,
                new WriteProfile.Batched(Duration.ofHours(1))));
    int full = 3;
    try (NastyWarehouse process =
            new NastyWarehouse(
                database, proxy, LogFirstSettings.of(leases.of("batches")), Tables.FORMULAS, full);
        ExecutorService authors = Executors.newFixedThreadPool(full)) {
      process.inputTables().publish("shop", batched, Optional.empty());
      proxy.statements();
      List<Future<Written>> answers =
          IntStream.range(0, full)
              .mapToObj(i ->
                  authors.submit(
                      () -> written(process, insert(UUID.randomUUID(), cells("amount", i)))))
              .toList();
      for (Future<Written> answer : answers) {
        assertThat(answer.get().visible()).isTrue();
      }

      assertThat(proxy.statements().stream().filter(text -> text.startsWith(append()))).hasSize(1);
    }
    assertLogHolds(full);
  }

  @Test
  void aPlatformDatabaseThatWasPutBackDoesNotStopWriting() {
    NastyWarehouse before = process();
    NastyWarehouse second = process();
    written(before, insert(UUID.randomUUID(), cells("note", "a")));
    written(second, insert(UUID.randomUUID(), cells("note", "b")));
    MemoryLease older = new MemoryLease(Clock.systemUTC(), LEASE);
    try (NastyWarehouse after =
        new NastyWarehouse(
            database, proxy, LogFirstSettings.of(older.of("after")), Tables.FORMULAS)) {
      after.inputTables().publish("shop", ORDERS, Optional.empty());

      written(after, insert(UUID.randomUUID(), cells("note", "c")));

      assertThat(notes(after)).containsExactly("a", "b", "c");
    }
    assertLogHolds(3);
  }
}
