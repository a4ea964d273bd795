package dev.millrace.workbook.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Reference;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Column.ValuesFrom;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.TableRules;
import dev.millrace.workbook.model.TableRules.WriteProfile;
import dev.millrace.workbook.model.TextPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of columns and tables, as files write them. */
class RuleFilesTest {
  private static final String TABLE =
      "workbook: w\npages: [{id: p, elements: [{id: t, type: input-table, columns: [%s]%s}]}]";
  private static final String COLUMN = TABLE.formatted("{id: a, name: A, %s}", "");
  private static final String TWO =
      "workbook: w\npages: [{id: p, elements: [{id: t, type: input-table, columns: [{id: a, name: A,"
          + " type: text, validation: {valuesFrom: {%s}}}]}, {id: u, type: input-table, columns:"
          + " [{id: b, name: B, type: text}, {id: n, name: N, type: number}]}]}]";

  private final WorkbookFiles files = new WorkbookFiles(WorkbookFilesTest.FORMULAS);

  private Element.InputTable table(String yaml) {
    ReadResult result = files.read(yaml);
    assertThat(result.problems()).isEmpty();
    return (Element.InputTable) result.workbook().orElseThrow().element("t").orElseThrow();
  }

  private Column column(String rest) {
    return table(COLUMN.formatted(rest)).columns().getFirst();
  }

  @Test
  void rulesOfOneValueAreReadAsTheyAreWritten() {
    Column.Rules text =
        column(
                "type: text, validation: {minLength: 2, maxLength: 9, pattern: '[A-Z]+', unique: true}")
            .rules();
    assertThat(text.minLength()).contains(2);
    assertThat(text.maxLength()).contains(9);
    assertThat(text.pattern()).contains(TextPattern.of("[A-Z]+"));
    assertThat(text.unique()).isTrue();

    Column.Rules day =
        column("type: date, validation: {min: 2026-01-31, max: '2026-12-31T08:30:00'}").rules();
    assertThat(day.earliest()).contains(LocalDateTime.parse("2026-01-31T00:00"));
    assertThat(day.latest()).contains(LocalDateTime.parse("2026-12-31T08:30"));

    assertThat(column("type: number, validation: {values: [1, 2.50, 0.0]}").rules().values())
        .containsExactly("1", "2.5", "0");
  }

  @Test
  void dropdownIsAnotherSpellingOfSingleSelect() {
    assertThat(column("type: dropdown, validation: {values: [x]}").kind())
        .isEqualTo(Kind.SINGLE_SELECT);
    assertThat(column("type: multi_select, validation: {values: [x]}").kind())
        .isEqualTo(Kind.MULTI_SELECT);
  }

  @Test
  void defaultsAreConstantsOrFormulas() {
    assertThat(column("type: number, default: 12.5").fallback())
        .contains(new Column.Default.Constant(new BigDecimal("12.5")));
    assertThat(column("type: text, defaultValue: Open").fallback())
        .contains(new Column.Default.Constant("Open"));
    assertThat(column("type: checkbox, default: false").fallback())
        .contains(new Column.Default.Constant(false));
    assertThat(
            column("type: multi-select, default: [y, x], validation: {values: [x, y]}").fallback())
        .contains(new Column.Default.Constant(List.of("y", "x")));
    assertThat(column("type: datetime, default: =Now()").fallback())
        .hasValueSatisfying(given -> assertThat(given).isInstanceOf(Column.Default.Computed.class));
    assertThat(column("type: text, default: '=[Reader/user]'").fallback()).isPresent();
  }

  @Test
  void rulesOfTablesAreReadAsTheyAreWritten() {
    Element.InputTable table =
        table(
            TABLE.formatted(
                "{id: a, name: A, type: number, protected: true, validation: {formula: '[A] < 9',"
                    + " message: Too large}}",
                ", rules: [{formula: '[A] > 0'}], maxRows: 5, allowBulkOperations: false,"
                    + " dataEntryPermission: draft"));

    assertThat(table.rules().rows().getFirst().formula().text()).isEqualTo("[A] > 0");
    assertThat(table.rules().maxRows()).isEqualTo(OptionalLong.of(5));
    assertThat(table.rules().bulk()).isFalse();
    assertThat(table.rules().entry()).isEqualTo(TableRules.Entry.DRAFT);
    assertThat(table.columns().getFirst().isProtected()).isTrue();
    assertThat(table.columns().getFirst().rules().formula().orElseThrow().message())
        .contains("Too large");
    assertThat(table(COLUMN.formatted("type: text")).rules()).isEqualTo(TableRules.NONE);
  }

  @ParameterizedTest
  @MethodSource("writeProfiles")
  void whenATableIsWrittenIsReadAsItIsWritten(String rest, WriteProfile expected) {
    assertThat(table(TABLE.formatted("{id: a, name: A, type: text}", rest)).rules().writes())
        .isEqualTo(expected);
  }

  static List<Arguments> writeProfiles() {
    return List.of(
        Arguments.of("", new WriteProfile.Immediate()),
        Arguments.of(", writes: immediate", new WriteProfile.Immediate()),
        Arguments.of(", writes: batched", new WriteProfile.Batched(Duration.ofSeconds(5))),
        Arguments.of(
            ", writes: batched, batchSeconds: 30",
            new WriteProfile.Batched(Duration.ofSeconds(30))),
        Arguments.of(", writes: staged", new WriteProfile.Staged()));
  }

  @Test
  void aColumnMayTakeItsValuesFromAnother() {
    assertThat(
            table(TWO.formatted("element: u, column: b")).columns().getFirst().rules().valuesFrom())
        .contains(new ValuesFrom("u", "b"));
  }

  @Test
  void aHundredThousandValuesAreReadAndOneMoreIsNot() {
    String file = TABLE.formatted("{id: a, name: A, type: text, validation: {values: [%s]}}", "");
    String values =
        IntStream.range(0, 100_000).mapToObj(i -> "v" + i).collect(Collectors.joining(",\n"));

    assertThat(table(file.formatted(values)).columns().getFirst().rules().values())
        .hasSize(100_000);
    assertThat(files.read(file.formatted(values + ", v")).problems())
        .extracting(WorkbookProblem::code)
        .containsExactly("TOO_MANY");
  }

  static List<Arguments> bad() {
    return List.of(
        row("INVALID_RULE", "type: number, validation: {min: «2, max: 1}"),
        row("INVALID_RULE", "type: date, validation: {min: «2026-02-01, max: 2026-01-01}"),
        row("INVALID_RULE", "type: text, validation: {minLength: «3, maxLength: 2}"),
        row("INVALID_RULE", "type: text, validation: {min: «2}"),
        row("INVALID_RULE", "type: number, validation: {pattern: «x}"),
        row("INVALID_RULE", "type: checkbox, validation: {unique: «true}"),
        row("INVALID_RULE", "type: multi-select, validation: {unique: «true, values: [x]}"),
        row("INVALID_RULE", "type: «multi-select"),
        row("INVALID_RULE", "type: multi-select, validation: «{formula: 'True'}"),
        row("INVALID_RULE", "type: text, validation: {formula: «'CurrentUserEmail() = \"a\"'}"),
        row("INVALID_RULE", "type: text, validation: {message: «x}"),
        row("INVALID_RULE", "type: text, validation: {values: [x, y, «x]}"),
        row("INVALID_RULE", "type: number, validation: {values: [1, 2, «1.0]}"),
        row("WRONG_TYPE", "type: number, validation: {values: [«x]}"),
        row("WRONG_TYPE", "type: date, validation: {min: «31.01.2026}"),
        row("WRONG_TYPE", "type: date, validation: {min: «0000-01-31}"),
        row("WRONG_TYPE", "type: number, validation: {min: «'2026-01-31'}"),
        row("INVALID_CHARACTER", "type: text, validation: {values: [«\"a\\0b\"]}"),
        row("INVALID_CHARACTER", "type: text, default: «\"\\uD800\""),
        row("INVALID_PATTERN", "type: text, validation: {pattern: «'(a'}"),
        row("INVALID_PATTERN", "type: text, validation: {pattern: «'(?=a)'}"),
        row("INVALID_PATTERN", "type: text, validation: {pattern: «'(a)\\1'}"),
        row("INVALID_PATTERN", "type: text, validation: {pattern: «'((a{900}){900}){900}'}"),
        row("INVALID_PATTERN", "type: text, validation: {pattern: «'((a{0,99}){99}){9,}'}"),
        row("INVALID_DEFAULT", "type: number, default: «3, validation: {max: 2}"),
        row("INVALID_DEFAULT", "type: text, default: «abc, validation: {pattern: '[0-9]+'}"),
        row("INVALID_DEFAULT", "type: text, required: true, default: «''"),
        row("INVALID_DEFAULT", "type: text, default: «x, validation: {unique: true}"),
        row("INVALID_DEFAULT", "type: dropdown, default: «x, validation: {values: [y]}"),
        row("INVALID_DEFAULT", "type: multi-select, default: «[x], validation: {values: [y]}"),
        row("INVALID_RULE", "type: multi-select, default: «[y, y], validation: {values: [y]}"),
        row("WRONG_TYPE", "type: number, default: «x"),
        row("WRONG_TYPE", "type: text, default: «[x]"),
        row("FORMULA_SYNTAX", "type: text, default: '=1 +«'"),
        row("FORMULA_UNKNOWN_COLUMN", "type: text, default: '=«[A]'"),
        row("FORMULA_TYPE", "type: text, default: «=Now()"),
        row("FORMULA_TYPE", "type: multi-select, default: «=Now(), validation: {values: [x]}"),
        row("FORMULA_UNKNOWN_COLUMN", "type: text, validation: {formula: '«[B] = 1'}"),
        row("FORMULA_TYPE", "type: number, validation: {formula: «'[A] + 1'}"),
        row("FORMULA_LEVEL", "type: number, validation: {formula: '[A] > «Max([A])'}"),
        row("UNKNOWN_KEY", "type: text, validation: {«uniqe: true}"),
        row("WRONG_TYPE", "type: text, protected: «maybe"));
  }

  private static Arguments row(String code, String column) {
    return Arguments.of(code, column);
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aWrongRuleIsReportedAtItsPlace(String code, String column) {
    assertProblem(code, COLUMN.formatted(column.replace("%", "%%")));
  }

  static List<Arguments> badTables() {
    return List.of(
        row("FORMULA_UNKNOWN_COLUMN", ", rules: [{formula: '«[B] = 1'}]"),
        row("FORMULA_TYPE", ", rules: [{formula: «'1'}]"),
        row("MISSING_KEY", ", rules: [«{message: x}]"),
        row("OUT_OF_RANGE", ", maxRows: «0"),
        row("UNKNOWN_VALUE", ", entry: «nowhere"),
        row("UNKNOWN_VALUE", ", writes: «later"),
        row("OUT_OF_RANGE", ", writes: batched, batchSeconds: «0"),
        row("INVALID_RULE", ", batchSeconds: «5"),
        row("WRONG_TYPE", ", allowBulkOperations: «x"));
  }

  @ParameterizedTest
  @MethodSource("badTables")
  void aWrongRuleOfATableIsReportedAtItsPlace(String code, String rest) {
    assertProblem(code, TABLE.formatted("{id: a, name: A, type: text}", rest));
  }

  static List<Arguments> badSources() {
    return List.of(
        row("UNKNOWN_TABLE", "element: «uu, column: b"),
        row("UNKNOWN_COLUMN", "element: u, column: «bb"),
        row("INVALID_RULE", "element: u, column: «n"),
        row("CIRCULAR", "element: t, column: «a"));
  }

  @ParameterizedTest
  @MethodSource("badSources")
  void aWrongColumnToChooseFromIsReportedAtItsPlace(String code, String from) {
    assertProblem(code, TWO.formatted(from));
  }

  @Test
  void columnsThatTakeTheirValuesFromEachOtherAreRefused() {
    assertProblem(
        "CIRCULAR",
        TABLE.formatted(
            "{id: a, name: A, type: text, validation: {valuesFrom: {element: t, column: b}}},"
                + " {id: b, name: B, type: text, validation: {valuesFrom: {element: t, column: «a}}},"
                + " {id: c, name: C, type: text, validation: {valuesFrom: {element: t, column: a}}}",
            ""));
  }

  private static final String LOOKING =
      "workbook: w\npages: [{id: p, elements: [{id: t, title: Tasks, type: input-table, columns: [{id:"
          + " a, name: A, type: text}], formulas: [{id: f, name: F, formula: '%s'}]}, {id: u, type:"
          + " input-table, columns: [{id: b, name: B, type: text}, {id: n, name: N, type: number}],"
          + " formulas: [{id: g, name: G, formula: '%s'}]}]}]";

  @Test
  void formulasMayLookIntoEachOthersTablesButNotInACircle() {
    String there = "Lookup([Tasks/A], [B], [Tasks/A])";
    ReadResult result = files.read(LOOKING.formatted("Lookup([u/G], [A], [U/b])", there));

    assertThat(result.problems()).isEmpty();
    Element.InputTable table =
        (Element.InputTable) result.workbook().orElseThrow().element("t").orElseThrow();
    assertThat(table.lookedUp())
        .extracting(Element.InputTable.LookedUp::element)
        .containsExactly("u", "t");
    assertThat(table.formulas().getFirst().formula().references())
        .contains(Reference.of("u", "G"), Reference.of("u", "B"));
    assertProblem(
        "CIRCULAR", LOOKING.formatted("Lookup([u/G], [A], [u/B])", "Lookup(«[t/F], [B], [t/A])"));
    assertProblem("FORMULA_LEVEL", LOOKING.formatted("«[u/B] & [A]", there));
    assertProblem("FORMULA_UNKNOWN_COLUMN", LOOKING.formatted("Lookup(«[u/X], [A], [u/B])", there));
    assertProblem("FORMULA_TYPE", LOOKING.formatted("Lookup([u/G], 1, «[u/B])", there));
  }

  @Test
  void nearbyNamesAreSuggested() {
    assertThat(suggestions(TWO.formatted("element: t2, column: b"))).contains("t");
    assertThat(suggestions(TWO.formatted("element: u, column: bb"))).containsExactly("b");
    assertThat(suggestions(COLUMN.formatted("type: text, validation: {uniqe: true}")))
        .containsExactly("unique");
  }

  private List<String> suggestions(String yaml) {
    return files.read(yaml).problems().getFirst().suggestions();
  }

  private void assertProblem(String code, String marked) {
    int at = marked.indexOf('«');
    String before = marked.substring(0, at);
    long line = before.chars().filter(letter -> letter == '\n').count() + 1;
    List<String> found = new ArrayList<>();
    for (WorkbookProblem problem : files.read(marked.replace("«", "")).problems()) {
      found.add(problem.code() + " " + problem.line() + ":" + problem.column());
    }
    assertThat(found)
        .as(marked)
        .containsExactly(code + " " + line + ":" + (at - before.lastIndexOf('\n')));
  }
}
