package dev.millrace.warehouse;

import static dev.millrace.warehouse.RuledTables.SEQUENCE;
import static dev.millrace.warehouse.RuledTables.delete;
import static dev.millrace.warehouse.RuledTables.insert;
import static dev.millrace.warehouse.RuledTables.table;
import static dev.millrace.warehouse.RuledTables.update;
import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.Version;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Written;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules of columns and tables do to changes, whatever warehouse holds the table. */
abstract class RulesContract {
  Warehouse warehouse;

  abstract Warehouse open();

  @BeforeEach
  void openWarehouse() {
    warehouse = open();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private RuledTables one(String column) {
    return one(column, "");
  }

  private RuledTables one(String column, String rest) {
    return RuledTables.publish(
        warehouse,
        table("t", "{id: a, name: A, " + column + "}, {id: n, name: N, type: number}", rest));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          type: text, validation: {minLength: 3}               | abc         | ab          | VALUE_TOO_SHORT
          type: text, validation: {maxLength: 3}               | abc         | abcd        | VALUE_TOO_LONG
          type: text, validation: {pattern: '[A-Z]{2}[0-9]+'}  | AB12        | AB12x       | VALUE_PATTERN
          type: text, validation: {pattern: '(a+)+'}           | aaa         | aaaaaaab    | VALUE_PATTERN
          type: text, validation: {values: [x, "it's"]}        | it's        | its         | VALUE_NOT_ALLOWED
          type: dropdown, validation: {values: [x, y]}         | y           | z           | VALUE_NOT_ALLOWED
          type: date, validation: {min: 2026-02-01}            | 2026-02-01  | 2026-01-31  | VALUE_RANGE
          type: date, validation: {max: 2026-02-01}            | 2026-02-01  | 2026-02-02  | VALUE_RANGE
          type: datetime, validation: {max: '2026-02-01T08:00:00'} | 2026-02-01T08:00:00 | 2026-02-01T08:00:01 | VALUE_RANGE
          type: date, validation: {values: ['2026-02-01']}     | 2026-02-01  | 2026-02-02  | VALUE_NOT_ALLOWED
          type: text, required: true                           | x           | ''          | VALUE_REQUIRED
          """)
  void aValueThatBreaksARuleIsRefusedByRowAndColumn(
      String column, String good, String bad, String code) {
    RuledTables tables = one(column);

    String row = tables.written("t", insert("a", good)).getFirst();

    assertThat(tables.refused("t", insert("a", good), insert("a", bad))).isEqualTo(code + " 1 a");
    assertThat(tables.refused("t", update(row, "a", bad))).isEqualTo(code + " 0 a");
    assertThat(tables.refused("t", SEQUENCE, update(row, "a", bad))).isEqualTo(code + " 0 a");
  }

  @Test
  void numbersAreComparedByTheirValue() {
    RuledTables tables = one("type: number, validation: {values: [1, 2.50]}");

    tables.written("t", insert("a", 2.5), insert("a", 1L));
    assertThat(tables.refused("t", insert("a", 2.51))).isEqualTo("VALUE_NOT_ALLOWED 0 a");
  }

  @Test
  void aRequiredColumnLeftOutIsRefused() {
    assertThat(one("type: number, required: true").refused("t", insert("n", 1)))
        .isEqualTo("VALUE_REQUIRED 0 a");
  }

  @Test
  void noTwoRowsHoldTheSameUniqueValue() {
    RuledTables tables = one("type: number, validation: {unique: true}");
    List<String> rows = tables.written("t", insert("a", 1), insert("a", 2), insert("a", null));

    assertThat(tables.refused("t", insert("a", 3), insert("a", 1.0))).isEqualTo("VALUE_TAKEN 1 a");
    assertThat(tables.refused("t", insert("a", 3), insert("a", 3))).isEqualTo("VALUE_TAKEN 1 a");
    assertThat(tables.refused("t", update(rows.get(1), "a", 1))).isEqualTo("VALUE_TAKEN 0 a");
    tables.written("t", insert("a", null), update(rows.get(0), "n", 5));
    tables.written("t", update(rows.get(0), "a", 1));
  }

  @Test
  void aUniqueValueThatTheSameChangeFreesMayBeTaken() {
    RuledTables tables = one("type: date, validation: {unique: true}");
    List<String> rows = tables.written("t", insert("a", "2026-01-01"), insert("a", "2026-01-02"));

    tables.written(
        "t", update(rows.get(0), "a", "2026-01-02"), update(rows.get(1), "a", "2026-01-01"));
    tables.written("t", delete(rows.get(0)), insert("a", "2026-01-02"));

    assertThat(tables.refused("t", insert("a", "2026-01-01"))).isEqualTo("VALUE_TAKEN 0 a");
    assertThat(tables.page("t").total()).isEqualTo(2);
  }

  @Test
  void ofManyAtOnceOneTakesTheUniqueValue() throws Exception {
    RuledTables tables = one("type: text, validation: {unique: true}", ", maxRows: 3");
    int people = 8;
    CyclicBarrier barrier = new CyclicBarrier(people);
    List<Future<WriteResult>> results = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(people)) {
      for (int i = 0; i < people; i++) {
        results.add(
            pool.submit(() -> {
              barrier.await(30, TimeUnit.SECONDS);
              return tables.write("t", insert("a", "only"));
            }));
      }
    }

    int written = 0;
    for (Future<WriteResult> result : results) {
      written += result.get() instanceof Written ? 1 : 0;
    }
    assertThat(written).isEqualTo(1);
    assertThat(tables.page("t").total()).isEqualTo(1);
  }

  @Test
  void aColumnTakesOnlyWhatAnotherHolds() {
    RuledTables tables =
        RuledTables.publish(
            warehouse,
            table(
                    "t",
                    "{id: a, name: A, type: text, validation: {valuesFrom: {element: u, column: c}}},"
                        + " {id: m, name: M, type: multi-select,"
                        + " validation: {valuesFrom: {element: u, column: c}}}",
                    "")
                + ", "
                + table("u", "{id: c, name: C, type: text}", ""));

    assertThat(tables.refused("t", insert("a", "x"))).isEqualTo("VALUE_NOT_ALLOWED 0 a");
    String source = tables.written("u", insert("c", "x"), insert("c", "y")).getFirst();
    tables.written("t", insert("a", "x", "m", List.of("y", "x")), insert("a", null));
    assertThat(tables.refused("t", insert("a", "x"), insert("m", List.of("x", "z"))))
        .isEqualTo("VALUE_NOT_ALLOWED 1 m");
    tables.written("u", update(source, "c", "z"));
    assertThat(tables.refused("t", insert("a", "x"))).isEqualTo("VALUE_NOT_ALLOWED 0 a");
    tables.written("t", insert("a", "z"));
  }

  @Test
  void aColumnMayTakeValuesOfItsOwnTable() {
    RuledTables tables = one("type: number, validation: {valuesFrom: {element: t, column: n}}");

    String row = tables.written("t", insert("a", 1, "n", 1)).getFirst();
    assertThat(tables.refused("t", insert("a", 2, "n", 3))).isEqualTo("VALUE_NOT_ALLOWED 0 a");
    assertThat(tables.refused("t", update(row, "n", 2, "a", 1))).isEqualTo("VALUE_NOT_ALLOWED 0 a");
    tables.written("t", update(row, "n", 2, "a", 2));
  }

  @Test
  void aRowRuleThatIsFalseRefusesAndOneThatIsNullDoesNot() {
    RuledTables tables =
        one(
            "type: number, validation: {formula: '[A] < 100'}",
            ", rules: [{formula: '[A] <= [N]', message: A above N}]");
    String row = tables.written("t", insert("a", 1, "n", 1), insert("a", 5)).getFirst();

    assertThat(tables.refused("t", insert("a", 2, "n", 2), insert("a", 100, "n", 200)))
        .isEqualTo("RULE_BROKEN 1 a");
    assertThat(tables.refused("t", update(row, "n", 0))).isEqualTo("RULE_BROKEN 0");
    assertThat(((Refused) tables.write("t", update(row, "a", 2))).message()).isEqualTo("A above N");
    tables.written("t", update(row, "a", 2, "n", 2));
  }

  @Test
  void aProtectedColumnIsWrittenBySequencesAndUndoOnly() {
    RuledTables tables = one("type: text, protected: true, default: new");
    String row = tables.written("t", insert("n", 1)).getFirst();

    assertThat(tables.values("t", "a")).containsExactly("new");
    assertThat(tables.refused("t", insert("n", 1), insert("a", "x")))
        .isEqualTo("COLUMN_PROTECTED 1 a");
    assertThat(tables.refused("t", update(row, "a", "x"))).isEqualTo("COLUMN_PROTECTED 0 a");
    assertThat(
            tables.refused(
                "t",
                new Origin(
                    ActorKind.APPROVED_AI, Optional.empty(), Optional.empty(), Optional.empty()),
                update(row, "a", null)))
        .isEqualTo("COLUMN_PROTECTED 0 a");
    UUID change = UUID.randomUUID();
    assertThat(tables.write(change, "t", SEQUENCE, ANA, update(row, "a", "done")))
        .isInstanceOf(Written.class);
    undo(change);
    assertThat(tables.values("t", "a")).containsExactly("new");
  }

  @Test
  void aTableHoldsNoMoreRowsThanItMay() {
    RuledTables tables = one("type: text", ", maxRows: 2");
    String row = tables.written("t", insert("n", 1)).getFirst();

    assertThat(tables.refused("t", insert("n", 2), insert("n", 3))).isEqualTo("TABLE_FULL 1");
    tables.written("t", insert("n", 2), insert("n", 3), delete(row));
    assertThat(tables.refused("t", insert("n", 4))).isEqualTo("TABLE_FULL 0");
    tables.written("t", delete(row(tables)), insert("n", 4));
    assertThat(tables.page("t").total()).isEqualTo(2);
  }

  @Test
  void aTableThatIsFullerThanItMayBeStillShrinks() {
    RuledTables before = one("type: text");
    before.written("t", insert("n", 1), insert("n", 2), insert("n", 3));
    RuledTables tables = one("type: text", ", maxRows: 1");

    assertThat(tables.refused("t", insert("n", 4))).isEqualTo("TABLE_FULL 0");
    tables.written("t", delete(row(tables)), insert("n", 4));
    tables.written("t", delete(row(tables)));
  }

  private static String row(RuledTables tables) {
    return tables.page("t").rows().getFirst().id();
  }

  @Test
  void peopleChangeOneRowAtATimeWhereBulkIsNotAllowed() {
    RuledTables tables = one("type: text", ", allowBulkOperations: false");

    tables.written("t", insert("a", "x"));
    assertThat(tables.refused("t", insert("a", "x"), insert("a", "y")))
        .isEqualTo("BULK_NOT_ALLOWED -1");
    assertThat(
            tables.write(UUID.randomUUID(), "t", SEQUENCE, ANA, insert("a", "x"), insert("a", "y")))
        .isInstanceOf(Written.class);
  }

  @Test
  void rowsAreEnteredOnlyInTheVersionTheTableSays() {
    Origin draft =
        new Origin(
            ActorKind.PERSON, Optional.empty(), Optional.empty(), Optional.empty(), Version.DRAFT);

    RuledTables tables = one("type: text", ", entry: draft");
    assertThat(tables.refused("t", insert("a", "x"))).isEqualTo("ENTRY_NOT_ALLOWED -1");
    assertThat(tables.write(UUID.randomUUID(), "t", draft, ANA, insert("a", "x")))
        .isInstanceOf(Written.class);
    tables = one("type: text", ", entry: published");
    assertThat(tables.refused("t", draft, insert("a", "x"))).isEqualTo("ENTRY_NOT_ALLOWED -1");
    tables.written("t", insert("a", "x"));
  }

  @Test
  void aNewRowGetsDefaultsForWhatItIsNotGiven() {
    RuledTables tables =
        RuledTables.publish(
            warehouse,
            table(
                "t",
                "{id: a, name: A, type: text, default: Open},"
                    + " {id: who, name: Who, type: text, default: '=Upper([Reader/user])'},"
                    + " {id: day, name: Day, type: date, default: =Now()},"
                    + " {id: m, name: M, type: multi-select, default: [y, x],"
                    + " validation: {values: [x, y]}}, {id: f, name: F, type: multi-select,"
                    + " default: '=\"[\\\"x\\\"]\"', validation: {values: [x]}},"
                    + " {id: b, name: B, type: checkbox, default: false}",
                ""));

    tables.write(UUID.randomUUID(), "t", Origin.PERSON, BEN, insert("a", null, "b", null));
    tables.written("t", insert("who", "me", "m", List.of("x")));

    assertThat(tables.values("t", "a")).containsExactlyInAnyOrder(null, "Open");
    assertThat(tables.values("t", "who")).containsExactlyInAnyOrder("BEN@EXAMPLE.COM", "me");
    assertThat(tables.values("t", "b")).containsExactlyInAnyOrder(null, false);
    assertThat(tables.values("t", "m")).containsExactlyInAnyOrder(List.of("y", "x"), List.of("x"));
    assertThat(tables.values("t", "day"))
        .allSatisfy(day ->
            assertThat(day)
                .isIn(
                    LocalDate.now(java.time.ZoneOffset.UTC).atStartOfDay(),
                    LocalDate.now(java.time.ZoneOffset.UTC).minusDays(1).atStartOfDay()));
  }

  @Test
  void aRepeatedChangeIsKnownByWhatWasGivenNotByItsDefaults() {
    RuledTables tables = one("type: datetime, default: =Now()");
    UUID id = UUID.randomUUID();
    Written first = (Written) tables.write(id, "t", Origin.PERSON, ANA, insert("n", 1));

    RuledTables later =
        one("type: datetime, default: '2026-01-01', validation: {max: '2026-01-02'}");
    Written second = (Written) later.write(id, "t", Origin.PERSON, ANA, insert("n", 1));

    assertThat(second.repeated()).isTrue();
    assertThat(second.rows()).isEqualTo(first.rows());
    assertThat(later.write(id, "t", Origin.PERSON, ANA, insert("n", 1, "a", null)))
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.code()).isEqualTo("CHANGE_ID_REUSED"));
  }

  @Test
  void aDefaultThatBreaksARuleIsRefusedByItsColumn() {
    assertThat(
            one("type: datetime, default: =Now(), validation: {max: 2000-01-01}")
                .refused("t", insert("n", 1)))
        .isEqualTo("VALUE_RANGE 0 a");
  }

  @Test
  void anUndoIsNotHinderedByRules() {
    RuledTables tables = one("type: text");
    String row = tables.written("t", insert("a", "x"), insert("a", "x")).getFirst();
    UUID change = UUID.randomUUID();
    tables.write(change, "t", Origin.PERSON, ANA, update(row, "a", "y"));
    RuledTables ruled =
        one("type: text, validation: {unique: true, values: [y]}", ", maxRows: 1, entry: draft");

    undo(change);

    assertThat(ruled.values("t", "a")).containsExactly("x", "x");
  }

  private void undo(UUID change) {
    assertThat(
            warehouse
                .editHistory()
                .undo(
                    UUID.randomUUID(),
                    new Change.TableId("shop", "t"),
                    new Target.Changes(Set.of(change)),
                    ANA)
                .result())
        .isInstanceOf(Written.class);
  }
}
