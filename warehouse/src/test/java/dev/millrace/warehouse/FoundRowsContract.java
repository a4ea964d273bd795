package dev.millrace.warehouse;

import static dev.millrace.warehouse.RuledTables.delete;
import static dev.millrace.warehouse.RuledTables.insert;
import static dev.millrace.warehouse.RuledTables.table;
import static dev.millrace.warehouse.RuledTables.update;
import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.warehouse.Change.Found;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Since;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of rows that are found by what they hold, and changes that meet on one row. */
abstract class FoundRowsContract {
  private static final String COLUMNS =
      "{id: code, name: Code, type: text}, {id: day, name: Day, type: date},"
          + " {id: cost, name: Cost, type: number}, {id: note, name: Note, type: text}";

  private Warehouse warehouse;

  abstract Warehouse open();

  @BeforeEach
  void openWarehouse() {
    warehouse = open();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private RuledTables published(String rest) {
    return RuledTables.publish(warehouse, table("t", COLUMNS, rest));
  }

  private static Found.ByKey key(@Nullable Object... cells) {
    return new Found.ByKey(Tables.cells(cells));
  }

  private static RowChange upsert(Found.ByKey key, @Nullable Object... cells) {
    return new RowChange.Upsert(key, Tables.cells(cells));
  }

  private static RowChange one(Found rows, @Nullable Object... cells) {
    return new RowChange.UpdateFound(rows, false, Tables.cells(cells));
  }

  private static RowChange all(Found rows, @Nullable Object... cells) {
    return new RowChange.UpdateFound(rows, true, Tables.cells(cells));
  }

  private static Found where(RuledTables tables, String condition) {
    return where(tables, condition, Map.of());
  }

  private static Found where(
      RuledTables tables, String condition, Map<Reference, @Nullable Object> parameters) {
    Element.InputTable element = tables.element("t");
    Formula formula =
        Tables.FORMULAS
            .check(
                condition, new WorkbookScopes(Tables.FORMULAS).forRows(tables.workbook(), element))
            .formula()
            .orElseThrow();
    return new Found.ByFormula(
        formula,
        element.formulas().stream()
            .map(column -> new Computed(column.name(), column.formula()))
            .toList(),
        element.lookedUp(),
        parameters);
  }

  @Test
  void anUpsertMakesTheRowAndThenFindsIt() {
    RuledTables tables = published("");

    String made = tables.written("t", upsert(key("code", "BER"), "cost", 1)).getFirst();
    String found = tables.written("t", upsert(key("code", "BER"), "note", "n")).getFirst();

    assertThat(found).isEqualTo(made);
    assertThat(tables.values("t", "code")).containsExactly("BER");
    assertThat(tables.values("t", "note")).containsExactly("n");
  }

  @Test
  void aKeyOfSeveralColumnsIsTheWholeKey() {
    RuledTables tables = published("");
    tables.written(
        "t",
        insert("code", "BER", "day", "2026-01-01", "cost", 1),
        insert("code", "BER", "day", "2026-01-02", "cost", 2),
        insert("code", "MUC", "day", "2026-01-01", "cost", 3));

    tables.written(
        "t",
        upsert(key("code", "MUC", "day", "2026-01-01"), "cost", 30),
        upsert(key("code", "BER", "day", "2026-01-02"), "cost", 20),
        upsert(key("code", "MUC", "day", "2026-01-02"), "cost", 40));

    assertThat(tables.values("t", "cost").stream().map(String::valueOf).map(BigDecimal::new))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyInAnyOrder(
            new BigDecimal(1), new BigDecimal(20), new BigDecimal(30), new BigDecimal(40));
  }

  @Test
  void aNumberIsTheSameKeyHoweverItIsWritten() {
    RuledTables tables = published("");
    tables.written("t", insert("cost", 2));

    tables.written("t", one(key("cost", new BigDecimal("2.0")), "note", "two"));

    assertThat(tables.values("t", "note")).containsExactly("two");
  }

  @Test
  void hostileTextIsAKeyLikeAnyOther() {
    RuledTables tables = published("");
    String hostile = "'; DROP TABLE \"t\"; -- \\ \u0001 😀 \u202e%_";
    tables.written("t", upsert(key("code", hostile), "note", "a"));

    tables.written("t", upsert(key("code", hostile), "note", "b"));
    tables.written(
        "t", all(where(tables, "[Code] = " + Tables.FORMULAS.literal(hostile)), "cost", 1));

    assertThat(tables.values("t", "code")).containsExactly(hostile);
    assertThat(tables.values("t", "note")).containsExactly("b");
  }

  @Test
  void aChangeOfOneRowThatWouldHitSeveralChangesNothing() {
    RuledTables tables = published("");
    tables.written("t", insert("code", "A"), insert("code", "A"), insert("code", "B"));

    assertThat(tables.refused("t", update0("B"), one(key("code", "A"), "cost", 9)))
        .isEqualTo("ROW_AMBIGUOUS 1");
    assertThat(tables.refused("t", upsert(key("code", "A"), "cost", 9)))
        .isEqualTo("ROW_AMBIGUOUS 0");
    assertThat(tables.refused("t", one(where(tables, "[Code] = \"A\""), "cost", 9)))
        .isEqualTo("ROW_AMBIGUOUS 0");
    assertThat(tables.refused("t", new RowChange.DeleteFound(key("code", "A"), false)))
        .isEqualTo("ROW_AMBIGUOUS 0");
  }

  private static RowChange update0(String code) {
    return one(key("code", code), "note", "x");
  }

  @Test
  void oneRowThatIsNotThereIsRefusedAndManyAreNone() {
    RuledTables tables = published("");
    tables.written("t", insert("code", "A"));

    assertThat(tables.refused("t", one(key("code", "Z"), "cost", 1))).isEqualTo("ROW_NOT_FOUND 0");
    assertThat(tables.written("t", all(key("code", "Z"), "cost", 1))).isEmpty();
    assertThat(tables.written("t", new RowChange.DeleteFound(where(tables, "False"), true)))
        .isEmpty();
  }

  @Test
  void aFormulaFindsRowsByEverythingTheTableShows() {
    RuledTables tables =
        RuledTables.publish(
            warehouse,
            "{id: least, type: control, control: number, value: 5}, "
                + table(
                    "t", COLUMNS, ", formulas: [{id: twice, name: Twice, formula: '[Cost] * 2'}]"));
    tables.written("t", insert("cost", 1), insert("cost", 3), insert("cost", null));

    List<String> big =
        tables.written(
            "t",
            all(
                where(
                    tables,
                    "[Twice] > [least]",
                    Map.of(Reference.of("Control", "least"), new BigDecimal(5))),
                "note",
                "big"));
    tables.written("t", all(where(tables, "IsNull([Cost])"), "note", "none"));
    tables.written("t", new RowChange.DeleteFound(where(tables, "[Note] = \"big\""), true));

    assertThat(big).hasSize(1);
    assertThat(tables.values("t", "note")).containsExactlyInAnyOrder(null, "none");
  }

  @Test
  void aConditionMustBeTrueOrFalse() {
    RuledTables tables = published("");

    assertThat(tables.refused("t", all(where(tables, "[Cost] + 1"), "note", "x")))
        .isEqualTo("CONDITION_TYPE 0");
  }

  @Test
  void aKeyHasAValueInEveryColumn() {
    RuledTables tables = published("");

    assertThat(tables.refused("t", upsert(key("code", null), "cost", 1)))
        .isEqualTo("KEY_EMPTY 0 code");
    assertThat(tables.refused("t", upsert(key(), "cost", 1))).isEqualTo("KEY_EMPTY 0");
    assertThat(tables.refused("t", upsert(key("nope", 1), "cost", 1)))
        .isEqualTo("UNKNOWN_COLUMN 0 nope");
  }

  @Test
  void noRowIsNamedTwice() {
    RuledTables tables = published("");
    String row = tables.written("t", insert("code", "A")).getFirst();

    assertThat(tables.refused("t", update(row, "cost", 1), one(key("code", "A"), "cost", 2)))
        .isEqualTo("ROW_TWICE 1");
    assertThat(tables.refused("t", upsert(key("code", "N"), "cost", 1), upsert(key("code", "N"))))
        .isEqualTo("ROW_TWICE 1");
  }

  @Test
  void aRepeatedUpsertIsTheSameChange() {
    RuledTables tables = published("");
    UUID id = UUID.randomUUID();
    RowChange upsert = upsert(key("code", "A"), "cost", 1);

    WriteResult first = tables.write(id, "t", Origin.PERSON, ANA, upsert);
    tables.written("t", one(key("code", "A"), "code", "gone"));
    WriteResult again = tables.write(id, "t", Origin.PERSON, ANA, upsert);
    WriteResult other =
        tables.write(id, "t", Origin.PERSON, ANA, upsert(key("code", "B"), "cost", 1));

    assertThat(again)
        .isInstanceOfSatisfying(
            Written.class,
            written -> {
              assertThat(written.repeated()).isTrue();
              assertThat(written.rows()).isEqualTo(((Written) first).rows());
            });
    assertThat(other)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("CHANGE_ID_REUSED"));
    assertThat(tables.values("t", "code")).containsExactly("gone");
  }

  @Test
  void rulesHoldForWhatIsFound() {
    RuledTables tables =
        RuledTables.publish(
            warehouse,
            table(
                "t",
                "{id: code, name: Code, type: text, validation: {unique: true}},"
                    + " {id: cost, name: Cost, type: number, required: true, validation: {max: 9}},"
                    + " {id: state, name: State, type: text, default: open}",
                ", maxRows: 3"));

    assertThat(tables.refused("t", upsert(key("code", "A")))).isEqualTo("VALUE_REQUIRED 0 cost");
    tables.written("t", upsert(key("code", "A"), "cost", 1), upsert(key("code", "B"), "cost", 2));
    assertThat(tables.values("t", "state")).containsExactly("open", "open");
    tables.written("t", upsert(key("code", "A"), "state", "shut"));

    assertThat(tables.refused("t", upsert(key("code", "A"), "cost", 10)))
        .isEqualTo("VALUE_RANGE 0 cost");
    assertThat(tables.refused("t", all(where(tables, "True"), "code", "C")))
        .isEqualTo("VALUE_TAKEN 0 code");
    assertThat(
            tables.refused(
                "t", upsert(key("code", "C"), "cost", 1), upsert(key("code", "D"), "cost", 1)))
        .isEqualTo("TABLE_FULL 1");
  }

  @Test
  void peopleWhoMayChangeOneRowOnlyFindOneRowOnly() {
    RuledTables tables = published(", allowBulkOperations: false");
    tables.written("t", insert("code", "A"));
    tables.written("t", insert("code", "B"));

    assertThat(tables.refused("t", all(where(tables, "True"), "cost", 1)))
        .isEqualTo("BULK_NOT_ALLOWED -1");
    assertThat(tables.written("t", all(where(tables, "[Code] = \"A\""), "cost", 1))).hasSize(1);
  }

  @Test
  void whatIsFoundIsUndoneLikeAnyOtherChange() {
    RuledTables tables = published("");
    tables.written("t", insert("code", "A", "cost", 1), insert("code", "B", "cost", 2));
    UUID id = UUID.randomUUID();
    tables.write(id, "t", Origin.PERSON, ANA, all(where(tables, "True"), "cost", 7));
    UUID none = UUID.randomUUID();
    tables.write(none, "t", Origin.PERSON, ANA, all(where(tables, "False"), "cost", 7));

    warehouse
        .editHistory()
        .undo(
            UUID.randomUUID(),
            new Change.TableId("shop", "t"),
            new EditHistory.Target.Changes(java.util.Set.of(id)),
            ANA);

    assertThat(tables.values("t", "cost").stream().map(String::valueOf).map(BigDecimal::new))
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyInAnyOrder(BigDecimal.ONE, BigDecimal.TWO);
  }

  @Test
  void manyWhoUpsertTheSameKeyAtOnceMakeOneRow() throws Exception {
    RuledTables tables = published("");
    int writers = 16;
    CyclicBarrier together = new CyclicBarrier(writers);
    List<Callable<WriteResult>> work = new ArrayList<>();
    IntStream.range(0, writers)
        .forEach(writer ->
            work.add(() -> {
              together.await();
              return tables.write(
                  "t",
                  upsert(key("code", "hot"), "cost", writer),
                  upsert(key("code", "own" + writer), "cost", writer));
            }));
    try (var pool = Executors.newFixedThreadPool(writers)) {
      for (Future<WriteResult> result : pool.invokeAll(work)) {
        assertThat(result.get()).isInstanceOf(Written.class);
      }
    }

    assertThat(tables.values("t", "code")).hasSize(writers + 1).doesNotHaveDuplicates();
  }

  @Test
  void twentyThousandKeysAreOneChange() {
    RuledTables tables = published("");
    RowChange[] rows =
        IntStream.range(0, 20_000)
            .mapToObj(i -> upsert(key("code", "c" + i), "cost", i))
            .toArray(RowChange[]::new);
    assertThat(tables.written("t", rows)).doesNotHaveDuplicates().hasSize(20_000);

    assertThat(tables.written("t", rows)).hasSize(20_000);
    assertThat(tables.page("t").total()).isEqualTo(20_000);
  }

  @Test
  void editsOfDifferentColumnsMergeWhereTheDesignerAllowsIt() {
    RuledTables tables = published(", conflicts: merge");
    Written first = (Written) tables.write("t", insert("code", "A", "cost", 1, "note", "n"));
    String row = first.rows().getFirst().row();
    long seen = first.rows().getFirst().version();
    tables.write(UUID.randomUUID(), "t", Origin.PERSON, BEN, update(row, "cost", 2, "note", "n"));

    assertThat(tables.write("t", seen(row, seen, "note", "ana's"))).isInstanceOf(Written.class);
    WriteResult same = tables.write("t", seen(row, seen, "cost", 3, "code", "B"));

    assertThat(tables.values("t", "note")).containsExactly("ana's");
    assertThat(same)
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict ->
                assertThat(conflict.rows().getFirst().cells())
                    .extracting(
                        cell -> cell.column(), cell -> cell.since().map(Since::by).orElse(""))
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("cost", BEN.user()),
                        org.assertj.core.groups.Tuple.tuple("code", "")));
    assertThat(tables.write("t", seen(row, seen, "cost", 2))).isInstanceOf(Written.class);
    assertThat(tables.write("t", new RowChange.Delete(row, OptionalLong.of(seen))))
        .isInstanceOf(Conflict.class);
    tables.written("t", delete(row));
    assertThat(tables.write("t", seen(row, seen, "note", "x"))).isInstanceOf(Conflict.class);
  }

  @Test
  void editsOfDifferentColumnsConflictWhereTheDesignerSaysNothing() {
    RuledTables tables = published("");
    Written first = (Written) tables.write("t", insert("code", "A", "cost", 1));
    String row = first.rows().getFirst().row();
    tables.write(UUID.randomUUID(), "t", Origin.PERSON, BEN, update(row, "cost", 2));

    assertThat(tables.write("t", seen(row, 1, "note", "x")))
        .isInstanceOfSatisfying(
            Conflict.class,
            conflict ->
                assertThat(conflict.rows().getFirst().cells())
                    .containsExactly(
                        new WriteResult.CellConflict("note", "x", null, Optional.empty())));
  }

  private static RowChange seen(String row, long version, @Nullable Object... cells) {
    return new RowChange.Update(row, OptionalLong.of(version), Tables.cells(cells));
  }
}
