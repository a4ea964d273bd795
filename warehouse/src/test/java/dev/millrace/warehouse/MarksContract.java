package dev.millrace.warehouse;

import static dev.millrace.warehouse.RuledTables.insert;
import static dev.millrace.warehouse.RuledTables.table;
import static dev.millrace.warehouse.RuledTables.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.RowChange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cells with several choices, hostile values, and the marks of what breaks rules already. */
abstract class MarksContract {
  Warehouse warehouse;

  abstract Warehouse open();

  /** A folder the warehouse may read. */
  abstract Path uploads() throws IOException;

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

  /** Of each row that has marks, its marks. */
  private static List<String> marks(RuledTables tables) {
    List<String> marks = new ArrayList<>();
    tables
        .page("t")
        .rows()
        .forEach(row ->
            row.marks()
                .forEach(mark -> {
                  assertThat(mark.message()).isNotBlank();
                  marks.add(
                      (mark.column() + " " + mark.code() + " " + mark.given().orElse("")).strip());
                }));
    return marks;
  }

  @Test
  void cellsThatBreakALaterRuleAreMarked() {
    one("type: text")
        .written("t", insert("a", "x", "n", 1), insert("a", "x"), insert("a", "y"), insert("n", 2));

    assertThat(marks(one("type: text, validation: {values: [y]}")))
        .containsExactly("a VALUE_NOT_ALLOWED", "a VALUE_NOT_ALLOWED");
    assertThat(marks(one("type: text, required: true"))).containsExactly("a VALUE_REQUIRED");
    assertThat(marks(one("type: text, validation: {unique: true}")))
        .containsExactly("a VALUE_TAKEN", "a VALUE_TAKEN");
    assertThat(marks(one("type: text, validation: {formula: '[N] < 2'}")))
        .containsExactly("a RULE_BROKEN");
    assertThat(marks(one("type: text", ", rules: [{formula: '[N] > 1'}]")))
        .containsExactly("RULE_BROKEN");
    assertThat(marks(one("type: text"))).isEmpty();
  }

  @Test
  void cellsWhoseChoicesAreGoneAreMarked() {
    String taker =
        table(
            "t",
            "{id: a, name: A, type: date, validation: {valuesFrom: {element: u, column: d}}}",
            "");
    RuledTables tables =
        RuledTables.publish(
            warehouse, taker + ", " + table("u", "{id: d, name: D, type: datetime}", ""));
    String day = tables.written("u", insert("d", "2026-01-31")).getFirst();
    tables.written("t", insert("a", "2026-01-31"));
    assertThat(marks(tables)).isEmpty();

    tables.written("u", update(day, "d", "2026-01-31T08:00:00"));

    assertThat(marks(tables)).containsExactly("a VALUE_NOT_ALLOWED");
  }

  @Test
  void whatAFileHasThatIsNoValueIsShownUntilTheCellGetsOne() throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(
        file,
        """
        A,N,M
        x,cheap,"[""p"", ""q""]"
        toolong,2,p
        "",,[]
        """);

    RuledTables tables =
        RuledTables.publish(
            warehouse,
            table(
                "t",
                "{id: a, name: A, type: text, validation: {maxLength: 3}},"
                    + " {id: n, name: N, type: number, required: true},"
                    + " {id: m, name: M, type: multi-select, validation: {values: [p, q]}}",
                ", source: {kind: csv, table: stock}"),
            Optional.of(file));

    assertThat(tables.values("t", "m")).containsExactly(List.of("p", "q"), null, null);
    assertThat(marks(tables))
        .containsExactlyInAnyOrder(
            "n VALUE_TYPE cheap", "a VALUE_TOO_LONG", "m VALUE_TYPE p", "n VALUE_REQUIRED");
    tables.written("t", update(tables.page("t").rows().get(0).id(), "n", 3));
    tables.written("t", update(tables.page("t").rows().get(1).id(), "m", List.of("p"), "a", "x"));
    assertThat(marks(tables)).containsExactly("n VALUE_REQUIRED");
  }

  @Test
  void choicesAreKeptInTheOrderTheyWereGiven() {
    RuledTables tables = one("type: multi-select, validation: {values: [x, y, 'it''s \"z\"']}");

    tables.written("t", insert("a", List.of("it's \"z\"", "x")));
    tables.written("t", insert("a", "[ \"y\" , \"x\" ]"));
    tables.written("t", insert("a", List.of()));

    assertThat(tables.values("t", "a"))
        .containsExactlyInAnyOrder(List.of("it's \"z\"", "x"), List.of("y", "x"), null);
  }

  @Test
  void hostileChoicesAreRefused() {
    RuledTables tables = one("type: multi-select, validation: {values: [x, y]}");
    List<@Nullable Object> holed = Collections.singletonList(null);

    assertThat(tables.refused("t", insert("a", List.of("x", "x")))).isEqualTo("VALUE_TYPE 0 a");
    assertThat(tables.refused("t", insert("a", List.of(List.of("x"))))).isEqualTo("VALUE_TYPE 0 a");
    assertThat(tables.refused("t", insert("a", holed))).isEqualTo("VALUE_TYPE 0 a");
    assertThat(tables.refused("t", insert("a", "x"))).isEqualTo("VALUE_TYPE 0 a");
    assertThat(tables.refused("t", insert("a", "[".repeat(100_000)))).isEqualTo("VALUE_TYPE 0 a");
    assertThat(tables.refused("t", insert("a", List.of("x\0")))).isEqualTo("INVALID_CHARACTER 0 a");
    assertThat(tables.refused("t", insert("a", List.of("\ud800"))))
        .isEqualTo("INVALID_CHARACTER 0 a");
    assertThat(tables.refused("t", insert("a", Collections.nCopies(2_000, "x"))))
        .isEqualTo("VALUE_TOO_LARGE 0 a");
    assertThat(tables.refused("t", insert("a", List.of("'); DROP TABLE x; --"))))
        .isEqualTo("VALUE_NOT_ALLOWED 0 a");
  }

  @Test
  void longTextsAreComparedQuickly() {
    RuledTables tables = one("type: text, validation: {pattern: '(x+x+)+y', unique: true}");
    RowChange huge = insert("a", "x".repeat(1 << 20));

    assertThat(tables.refused("t", huge)).isEqualTo("VALUE_TOO_LONG 0 a");
    assertThat(tables.refused("t", insert("a", "x".repeat(10_000)))).isEqualTo("VALUE_PATTERN 0 a");
  }
}
