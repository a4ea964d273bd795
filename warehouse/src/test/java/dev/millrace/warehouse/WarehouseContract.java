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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.ElementRows.SortKey;
import dev.millrace.warehouse.WriteResult.CellConflict;
import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Since;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an input table does, whatever warehouse holds it. */
abstract class WarehouseContract {
  private static final InputTable ORDERS_TABLE = orders(new TableSource.Empty());

  Warehouse warehouse;
  private String log = "";

  /** Opens the warehouse of this test; a second call finds what the first left. */
  abstract Warehouse open();

  @BeforeEach
  void publish() {
    warehouse = open();
    log = warehouse.inputTables().publish("shop", ORDERS_TABLE, Optional.empty()).log();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private WriteResult write(Change change) {
    return warehouse.writeBack().write(change, ANA);
  }

  private Written written(Change change) {
    return (Written) write(change);
  }

  private Page page(SortKey... sort) {
    return warehouse
        .elementRows()
        .page("shop", ORDERS_TABLE, new PageRequest(List.of(sort), 0, 100, Map.of()), ANA);
  }

  private long logRows() {
    return (long) sql("SELECT count(*) FROM \"" + log + "\"").getFirst().getFirst();
  }

  private List<List<@Nullable Object>> sql(String text) {
    return warehouse.sqlConsole().query(text, 1_000, ANA).rows();
  }

  @Test
  void aRowIsInTheTableTheLogAndTheReadableView() {
    Written result =
        written(
            insert(UUID.randomUUID(), cells("note", "first", "amount", 12.5, "day", "2026-01-31")));

    assertThat(page().rows()).hasSize(1);
    assertThat(page().rows().getFirst().id()).isEqualTo(result.rows().getFirst().row());
    assertThat(page().rows().getFirst().values())
        .containsExactly(
            "first",
            new BigDecimal("12.5"),
            java.time.LocalDateTime.parse("2026-01-31T00:00"),
            false);
    assertThat(sql("SELECT \"Note\", \"Amount $\", \"CREATED_BY\", \"ROW_VERSION\" FROM orders"))
        .containsExactly(List.of("first", new BigDecimal("12.5"), "ana@example.com", 1L));
    assertThat(sql("SELECT \"METADATA\" ->> 'user' FROM \"" + log + "\""))
        .containsExactly(List.of("ana@example.com"));
  }

  @Test
  void aBlindUpdateIsNotDoneTwice() {
    String row = written(insert(UUID.randomUUID(), cells("amount", 1))).rows().getFirst().row();
    Change blind = update(UUID.randomUUID(), row, OptionalLong.empty(), cells("amount", 2));
    written(blind);
    written(update(UUID.randomUUID(), row, OptionalLong.empty(), cells("amount", 3)));

    assertThat(written(blind).repeated()).isTrue();
    assertThat(page().rows().getFirst().values().get(1)).isEqualTo(3L);
    assertThat(logRows()).isEqualTo(3);
  }

  @Test
  void theSameChangeTwiceIsOneChange() {
    UUID id = UUID.randomUUID();
    Written first = written(insert(id, cells("note", "once", "amount", 5)));

    Written second = written(insert(id, cells("note", "once", "amount", 5)));

    assertThat(second.repeated()).isTrue();
    assertThat(second.editNumber()).isEqualTo(first.editNumber());
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(page().total()).isEqualTo(1);
  }

  @Test
  void aChangeIdIsNotUsedTwiceForDifferentContent() {
    UUID id = UUID.randomUUID();
    write(insert(id, cells("note", "one")));

    assertThat(write(insert(id, cells("note", "another"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("CHANGE_ID_REUSED"));
    assertThat(page().total()).isEqualTo(1);
  }

  @Test
  void aStaleChangeIsRefusedWithBothValuesAndTheOtherAuthor() {
    Written row = written(insert(UUID.randomUUID(), cells("note", "old", "amount", 1)));
    String id = row.rows().getFirst().row();
    long seen = row.rows().getFirst().version();
    warehouse
        .writeBack()
        .write(update(UUID.randomUUID(), id, OptionalLong.of(seen), cells("note", "ben's")), BEN);

    WriteResult result =
        write(update(UUID.randomUUID(), id, OptionalLong.of(seen), cells("note", "ana's")));

    assertThat(result)
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              var only = conflict.rows().getFirst();
              assertThat(only.by()).isEqualTo("ben@example.com");
              assertThat(only.version()).isEqualTo(2);
              assertThat(conflict.author()).isEqualTo("ana@example.com");
              assertThat(conflict.at()).isAfterOrEqualTo(only.at());
              assertThat(only.cells())
                  .containsExactly(
                      new CellConflict(
                          "note",
                          "ana's",
                          "ben's",
                          Optional.of(new Since("ben@example.com", only.at()))));
            });
    assertThat(logRows()).isEqualTo(2);
  }

  @Test
  void aStaleChangeOfARowThatIsGoneSaysWhoTookIt() {
    Written row = written(insert(UUID.randomUUID(), cells("note", "x")));
    String id = row.rows().getFirst().row();
    warehouse
        .writeBack()
        .write(change(UUID.randomUUID(), new RowChange.Delete(id, OptionalLong.of(1))), BEN);

    assertThat(write(update(UUID.randomUUID(), id, OptionalLong.of(1), cells("note", "y"))))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict -> {
              assertThat(conflict.rows().getFirst().version()).isZero();
              assertThat(conflict.rows().getFirst().by()).isEqualTo("ben@example.com");
            });
  }

  @Test
  void twoWritersOnOneRowEndInOneChangeAndOneConflict() throws Exception {
    String id = written(insert(UUID.randomUUID(), cells("amount", 0))).rows().getFirst().row();
    for (int round = 0; round < 50; round++) {
      long seen = page().rows().getFirst().version();
      CyclicBarrier start = new CyclicBarrier(2);
      List<WriteResult> results = new CopyOnWriteArrayList<>();
      try (ExecutorService both = Executors.newFixedThreadPool(2)) {
        List<Future<?>> ended =
            IntStream.range(1, 3)
                .<Future<?>>mapToObj(writer ->
                    both.submit(() -> {
                      start.await();
                      return results.add(
                          write(
                              update(
                                  UUID.randomUUID(),
                                  id,
                                  OptionalLong.of(seen),
                                  cells("note", "writer " + writer))));
                    }))
                .toList();
        for (Future<?> one : ended) {
          one.get();
        }
      }
      assertThat(results).hasAtLeastOneElementOfType(Written.class);
      assertThat(results).hasAtLeastOneElementOfType(Conflict.class);
      assertThat(logRows()).isEqualTo(round + 2L);
    }
  }

  @Test
  void manyWritersLoseNothingAndLeaveTheChainWhole() throws Exception {
    int writers = 16;
    int each = 25;
    String shared = written(insert(UUID.randomUUID(), cells("amount", 0))).rows().getFirst().row();
    try (ExecutorService pool = Executors.newFixedThreadPool(writers)) {
      List<Future<Integer>> ended =
          IntStream.range(0, writers)
              .mapToObj(writer -> pool.submit(() -> work(writer, each, shared)))
              .toList();
      int added = 0;
      for (Future<Integer> one : ended) {
        added += one.get();
      }
      assertThat(added).as("no increment of the shared row was lost").isEqualTo(writers * each);
    }
    assertThat(page().total()).isEqualTo(1L + writers * (long) each);
    assertThat(sql("SELECT \"Amount $\" FROM orders WHERE \"ID\" = '" + shared + "'"))
        .containsExactly(List.of((long) writers * each));
    assertThat(logRows()).isEqualTo(2L * writers * each + 1);
    assertThat(brokenLinks(log)).isEmpty();
  }

  /** Edit numbers whose place in the hash chain is broken. */
  abstract List<Long> brokenLinks(String logTable);

  private int work(int writer, int each, String shared) {
    int added = 0;
    for (int i = 0; i < each; i++) {
      write(insert(UUID.randomUUID(), cells("note", writer + "/" + i)));
      boolean done = false;
      while (!done) {
        var row =
            warehouse
                .elementRows()
                .rows("shop", ORDERS_TABLE, List.of(shared), Map.of(), ANA)
                .rows()
                .getFirst();
        long amount = (Long) row.values().get(1);
        done =
            write(
                    update(
                        UUID.randomUUID(),
                        shared,
                        OptionalLong.of(row.version()),
                        cells("amount", amount + 1)))
                instanceof Written;
      }
      added++;
    }
    return added;
  }

  @Test
  void oneBadRowStopsTheWholeChange() {
    WriteResult result =
        write(
            change(
                UUID.randomUUID(),
                new RowChange.Insert(Optional.empty(), cells("amount", 1)),
                new RowChange.Insert(Optional.empty(), cells("amount", -1))));

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class,
            refused -> {
              assertThat(refused.code()).isEqualTo("VALUE_RANGE");
              assertThat(refused.row()).isEqualTo(1);
              assertThat(refused.column()).isEqualTo("amount");
            });
    assertThat(page().total()).isZero();
    assertThat(logRows()).isZero();
  }

  @Test
  void aRowThatDoesNotExistCannotBeChanged() {
    assertThat(write(update(UUID.randomUUID(), "nobody", OptionalLong.empty(), cells("note", "x"))))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("ROW_NOT_FOUND"));
  }

  @Test
  void whatComesAfterTheEndOfAnExecutionIsRefused() {
    Origin origin =
        new Origin(ActorKind.SEQUENCE, Optional.of("e-1"), Optional.of("s"), Optional.of("step"));
    UUID before = UUID.randomUUID();
    Change first =
        new Change(
            before,
            ORDERS,
            List.of(new RowChange.Insert(Optional.empty(), cells("note", "in time"))),
            origin);
    write(first);

    warehouse.writeBack().endExecution("e-1");

    Change late =
        new Change(
            UUID.randomUUID(),
            ORDERS,
            List.of(new RowChange.Insert(Optional.empty(), cells("note", "late"))),
            origin);
    assertThat(write(late))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("EXECUTION_ENDED"));
    assertThat(write(first))
        .as("a repeated delivery still learns what it did")
        .isInstanceOfSatisfying(Written.class, again -> assertThat(again.repeated()).isTrue());
    assertThat(page().total()).isEqualTo(1);
  }

  @Test
  void everythingIsThereAfterOpeningAgain() {
    UUID id = UUID.randomUUID();
    write(insert(id, cells("note", "kept")));
    warehouse.writeBack().endExecution("gone");
    warehouse.close();

    warehouse = open();
    warehouse.inputTables().publish("shop", ORDERS_TABLE, Optional.empty());

    assertThat(page().rows()).hasSize(1);
    assertThat(written(insert(id, cells("note", "kept"))).repeated()).isTrue();
    assertThat(
            write(
                new Change(
                    UUID.randomUUID(),
                    ORDERS,
                    List.of(new RowChange.Insert(Optional.empty(), cells("note", "late"))),
                    new Origin(
                        ActorKind.SEQUENCE,
                        Optional.of("gone"),
                        Optional.empty(),
                        Optional.empty()))))
        .isInstanceOf(Refused.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "O'Reilly",
        "\\' OR 1=1 -- ",
        "a\"b",
        "line\nbreak\ttab",
        "\u0001\u007f",
        "emoji \uD83D\uDC26",
        "\u202Eright to left",
        "{\"json\": null}",
        "%_*?",
        "'); DROP TABLE orders; --",
        " blanks "
      })
  void hostileTextIsReadBackAsItWasWritten(String text) {
    write(insert(UUID.randomUUID(), cells("note", text)));

    assertThat(page().rows().getFirst().values().getFirst()).isEqualTo(text);
    assertThat(sql("SELECT \"Note\" FROM orders")).containsExactly(List.of(text));
  }

  @Test
  void hostileColumnNamesAreNames() {
    InputTable table =
        new InputTable(
            "odd",
            "Odd",
            new TableSource.Empty(),
            List.of(
                Tables.column("a", "a\"b'; DROP TABLE x; --", Kind.TEXT),
                Tables.column("b", "SELECT", Kind.NUMBER),
                Tables.column("c", "\uD83D\uDC26 ünï", Kind.TEXT)),
            List.of(),
            Optional.empty());
    warehouse.inputTables().publish("shop", table, Optional.empty());
    Change change =
        new Change(
            UUID.randomUUID(),
            new Change.TableId("shop", "odd"),
            List.of(new RowChange.Insert(Optional.empty(), cells("a", "1", "b", 2, "c", "3"))),
            Origin.PERSON);

    assertThat(write(change)).isInstanceOf(Written.class);
    assertThat(
            warehouse
                .elementRows()
                .page("shop", table, new PageRequest(List.of(), 0, 10, Map.of()), ANA)
                .rows()
                .getFirst()
                .values())
        .containsExactly("1", 2L, "3");
  }

  @Test
  void pagesAreSortedNeverOverlapAndCountAll() {
    for (int i = 0; i < 25; i++) {
      write(insert(UUID.randomUUID(), cells("note", "n" + i % 3, "amount", i)));
    }

    var request = new PageRequest(List.of(new SortKey("Note", true)), 10, 10, Map.of());
    Page second = warehouse.elementRows().page("shop", ORDERS_TABLE, request, ANA);
    Page byAmount = page(new SortKey("Amount $", true));

    assertThat(second.total()).isEqualTo(25);
    assertThat(second.rows()).hasSize(10);
    assertThat(byAmount.rows().stream().map(row -> row.values().get(1)))
        .startsWith(24L, 23L, 22L)
        .endsWith(1L, 0L);
    assertThat(page().rows().stream().map(row -> row.values().get(1)))
        .as("without a sort: as the rows came")
        .startsWith(0L, 1L, 2L);
  }

  @Test
  void rowsAreReadByIdWithEveryColumnInItsPlace() {
    String first = written(insert(UUID.randomUUID(), cells("note", "a"))).rows().getFirst().row();
    String second =
        written(insert(UUID.randomUUID(), cells("note", "b", "amount", 500)))
            .rows()
            .getFirst()
            .row();

    Page found =
        warehouse
            .elementRows()
            .rows("shop", ORDERS_TABLE, List.of(second, "nobody", first), Map.of(), ANA);

    assertThat(found.rows()).extracting(ElementRows.Row::id).containsExactly(second, first);
    List<String> names = found.columns().stream().map(ElementRows.ResultColumn::name).toList();
    List<@Nullable Object> values = found.rows().getFirst().values();
    assertThat(values).hasSameSizeAs(names);
    assertThat(values.get(names.indexOf("ID"))).isEqualTo(second);
    assertThat(values.get(names.indexOf("Large"))).isEqualTo(true);
    assertThat(values.get(names.indexOf("CREATED_BY"))).isEqualTo("ana@example.com");
    assertThat(values.get(names.indexOf("ROW_VERSION"))).isEqualTo(2L);
  }

  @Test
  void anUnknownSortColumnIsRefusedByName() {
    assertThatThrownBy(() -> page(new SortKey("Nope", false)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("UNKNOWN_COLUMN"));
  }

  @Test
  void aNewColumnIsAdded() {
    write(insert(UUID.randomUUID(), cells("note", "before")));
    InputTable wider =
        orders(new TableSource.Empty(), Tables.column("done", "Done", Kind.CHECKBOX));

    warehouse.inputTables().publish("shop", wider, Optional.empty());

    assertThat(sql("SELECT \"Note\", \"Done\" FROM orders").getFirst())
        .containsExactly("before", null);
    assertThat(write(insert(UUID.randomUUID(), cells("done", true)))).isInstanceOf(Written.class);
  }

  @Test
  void committedChangesAreToldInOrder() throws Exception {
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    AutoCloseable following =
        warehouse.inputTables().follow((table, change, number, rows, by) -> told.add(number));
    for (int i = 0; i < 5; i++) {
      write(insert(UUID.randomUUID(), cells("amount", i)));
    }
    for (long number = 1; number <= 5; number++) {
      assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(number);
    }
    following.close();
    BlockingQueue<Long> later = new LinkedBlockingQueue<>();
    warehouse.inputTables().follow((table, change, number, rows, by) -> later.add(number));
    write(insert(UUID.randomUUID(), cells("amount", 9)));

    assertThat(later.poll(30, TimeUnit.SECONDS)).isEqualTo(6L);
    assertThat(told).isEmpty();
  }
}
