package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static dev.millrace.warehouse.Tables.ORDERS;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.orders;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Unavailable;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.model.TableSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two processes' worth of warehouses on one schema of one PostgreSQL. */
final class SharedPostgresTest {
  private final String database = PostgresServer.newDatabase();
  private final Warehouse here = PostgresServer.open(database);
  private final Warehouse there = PostgresServer.open(database);
  private String log = "";

  @BeforeEach
  void open() throws Exception {
    List<InputTables.Published> published = atOnce(() -> publish(here), () -> publish(there));
    assertThat(published).extracting(InputTables.Published::created).containsOnlyOnce(true);
    log = published.getFirst().log();
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  private static InputTables.Published publish(Warehouse warehouse) {
    return warehouse
        .inputTables()
        .publish("shop", orders(new TableSource.Empty()), Optional.empty());
  }

  private static <T> List<T> atOnce(Callable<T> one, Callable<T> other) throws Exception {
    CyclicBarrier barrier = new CyclicBarrier(2);
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      List<Future<T>> both = new ArrayList<>();
      for (Callable<T> work : List.of(one, other)) {
        both.add(
            two.submit(() -> {
              barrier.await();
              return work.call();
            }));
      }
      return List.of(both.get(0).get(), both.get(1).get());
    }
  }

  private String row() {
    Written written =
        (Written) here.writeBack().write(insert(UUID.randomUUID(), cells("amount", 0)), ANA);
    return written.rows().getFirst().row();
  }

  private List<Long> brokenLinks() throws SQLException {
    try (Connection connection =
        DriverManager.getConnection(database + "&currentSchema=millrace")) {
      return new EditLog(
              connection, new StoredTable(UUID.randomUUID(), ORDERS, "", log, "", List.of()))
          .brokenLinks();
    }
  }

  @Test
  void ofTwoWhoSawTheSameRowOneIsRefused() throws Exception {
    String row = row();
    long version = 1;
    for (int i = 0; i < 200; i++) {
      int round = i;
      OptionalLong seen = OptionalLong.of(version);
      int amount = round;
      List<WriteResult> both =
          atOnce(
              () ->
                  here.writeBack()
                      .write(update(UUID.randomUUID(), row, seen, cells("amount", amount)), ANA),
              () ->
                  there
                      .writeBack()
                      .write(
                          update(UUID.randomUUID(), row, seen, cells("amount", amount + 1)), BEN));

      assertThat(both).hasAtLeastOneElementOfType(Written.class);
      assertThat(both).hasAtLeastOneElementOfType(Conflict.class);
      version =
          both.stream()
              .filter(Written.class::isInstance)
              .map(result -> ((Written) result).editNumber())
              .findFirst()
              .orElseThrow();
    }
    assertThat(brokenLinks()).isEmpty();
  }

  @Test
  void aChangeIsOneChangeWhicheverProcessIsAsked() throws Exception {
    for (int i = 0; i < 50; i++) {
      int round = i;
      Change change = insert(UUID.randomUUID(), cells("amount", round));

      List<WriteResult> both =
          atOnce(
              () -> here.writeBack().write(change, ANA),
              () -> there.writeBack().write(change, ANA));

      assertThat(both)
          .extracting(result -> ((Written) result).repeated())
          .containsExactlyInAnyOrder(true, false);
    }
    assertThat(brokenLinks()).isEmpty();
  }

  /** A write that has looked at the ended executions and not yet committed holds the end up. */
  @Test
  void anEndWaitsForTheWriteThatCameBeforeItAndRefusesThoseAfter() throws Exception {
    Origin origin =
        new Origin(ActorKind.SEQUENCE, Optional.of("run"), Optional.empty(), Optional.empty());
    Change early =
        new Change(
            UUID.randomUUID(),
            ORDERS,
            List.of(new RowChange.Insert(Optional.of("early"), cells())),
            origin);
    try (Connection outside = DriverManager.getConnection(database + "&currentSchema=millrace");
        Statement statement = outside.createStatement();
        // Within a transaction the server shows the same activity all the time.
        Connection watching = DriverManager.getConnection(database);
        Statement watch = watching.createStatement();
        ExecutorService two = Executors.newFixedThreadPool(2)) {
      outside.setAutoCommit(false);
      statement.execute("LOCK TABLE \"%s\" IN SHARE MODE".formatted(log));
      Future<WriteResult> written = two.submit(() -> here.writeBack().write(early, ANA));
      untilWaiting(watch, 1, written);
      Future<Integer> rowsAtTheEnd =
          two.submit(() -> {
            there.writeBack().endExecution("run");
            return there
                .elementRows()
                .rows("shop", orders(new TableSource.Empty()), List.of("early"), Map.of(), ANA)
                .rows()
                .size();
          });
      untilWaiting(watch, 2, rowsAtTheEnd);
      outside.rollback();

      assertThat(written.get()).isInstanceOf(Written.class);
      assertThat(rowsAtTheEnd.get()).isEqualTo(1);
    }
    Change late =
        new Change(
            UUID.randomUUID(),
            ORDERS,
            List.of(new RowChange.Insert(Optional.empty(), cells())),
            origin);
    assertThat(here.writeBack().write(late, ANA))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("EXECUTION_ENDED"));
  }

  /** Until so many of our connections wait for a lock, or the work is done without waiting. */
  private static void untilWaiting(Statement statement, int connections, Future<?> work)
      throws SQLException {
    int waiting = 0;
    while (waiting < connections && !work.isDone()) {
      try (ResultSet found =
          statement.executeQuery(
              """
              SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'
                AND application_name = 'millrace' AND datname = current_database()
              """)) {
        found.next();
        waiting = found.getInt(1);
      }
    }
  }

  @Test
  void changesOfBothAreToldToBothInTheLogsOrder() throws Exception {
    BlockingQueue<Long> toldHere = new LinkedBlockingQueue<>();
    BlockingQueue<Long> toldThere = new LinkedBlockingQueue<>();
    here.inputTables().follow((table, change, number, rows, by) -> toldHere.add(number));
    there.inputTables().follow((table, change, number, rows, by) -> toldThere.add(number));

    atOnce(() -> hundred(here), () -> hundred(there));

    for (long number = 1; number <= 200; number++) {
      assertThat(toldHere.poll(30, TimeUnit.SECONDS)).isEqualTo(number);
      assertThat(toldThere.poll(30, TimeUnit.SECONDS)).isEqualTo(number);
    }
    assertThat(brokenLinks()).isEmpty();
  }

  private static int hundred(Warehouse warehouse) {
    for (int i = 0; i < 100; i++) {
      assertThat(
              warehouse
                  .writeBack()
                  .write(
                      change(
                          UUID.randomUUID(),
                          new RowChange.Insert(Optional.empty(), cells("amount", i))),
                      ANA))
          .isInstanceOf(Written.class);
    }
    return 100;
  }

  /** Whether the connection that listens or the one that writes is cut, nothing is lost. */
  @Test
  void cutConnectionsLoseNothing() throws Exception {
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    there.inputTables().follow((table, change, number, rows, by) -> told.add(number));
    List<UUID> sent = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (i % 10 == 5) {
        PostgresServer.cutConnections(database);
      }
      Change change = insert(UUID.randomUUID(), cells("amount", i));
      sent.add(change.id());
      WriteResult result = here.writeBack().write(change, ANA);
      while (result instanceof Unavailable) {
        result = here.writeBack().write(change, ANA);
      }
      assertThat(result).isInstanceOf(Written.class);
    }

    for (long number = 1; number <= 30; number++) {
      assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(number);
    }
    assertThat(sent).hasSize(30);
    assertThat(brokenLinks()).isEmpty();
  }
}
