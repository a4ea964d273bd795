package dev.millrace.workbook.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each row: the codes to expect, and a file in which « stands before the character that each of
 * them is about.
 */
class BadFilesTest {
  private static final String PAGE = "workbook: w\npages: [{id: p, elements: [%s]}]";
  private static final String TABLE =
      "{id: t, type: input-table, columns: [{id: a, name: A, type: text, required: true},"
          + " {id: n, name: N, type: number}],"
          + " formulas: [{id: f, name: F, formula: '[N] > 1'}]}";
  private static final String SEQUENCE =
      PAGE.formatted(
              TABLE
                  + ", {id: b, type: button, text: B}, {id: m, type: modal},"
                  + " {id: c, type: control, control: number}")
          + "\nsequences:\n- {id: s, trigger: {element: b, type: click}, %s}";
  private static final String STEP = SEQUENCE.formatted("steps: [{id: x, %s}]");
  private static final String INSERT =
      SEQUENCE.formatted("steps: [{id: x, action: insert-row, table: t, values: {%s}}]");

  private final WorkbookFiles files = new WorkbookFiles(WorkbookFilesTest.FORMULAS);

  private static Arguments row(String codes, String text) {
    return Arguments.of(codes, text);
  }

  static List<Arguments> shapes() {
    return List.of(
        row("WRONG_TYPE", "«- a list"),
        row("MISSING_KEY", "«workbook: w"),
        row("MISSING_VALUE", "workbook: w\npages: []\n«title:"),
        row("UNKNOWN_KEY", "workbook: w\npages: []\n«titel: W"),
        row("INVALID_ID", "workbook: «Strike Desk\npages: []"),
        row("INVALID_ID", "workbook: «" + "a".repeat(51) + "\npages: []"),
        row("WRONG_TYPE", "workbook: w\npages: []\ntitle: «2024"),
        row("TOO_LONG", "workbook: w\npages: []\ntitle: «" + "a".repeat(201)),
        row("WRONG_TYPE", "workbook: w\npages: «{}"),
        row("WRONG_TYPE", "workbook: w\npages: [«p]"),
        row("INVALID_ID", "workbook: w\nconnections: {main: «'Duck DB'}\npages: []"),
        row("DUPLICATE_ID", "workbook: w\npages: [{id: p}, {id: «p}]"),
        row("OUT_OF_RANGE", "workbook: w\npages: [{id: p, grid: «25}]"),
        row("OUT_OF_RANGE", "workbook: w\npages: [{id: p, grid: «1.5}]"),
        row("OUT_OF_RANGE", "workbook: w\npages: [{id: p, grid: «1e999999999}]"),
        row("OUT_OF_RANGE", "workbook: w\npages: [{id: p, grid: «" + "9".repeat(5000) + "}]"));
  }

  static List<Arguments> elements() {
    return List.of(
        row("MISSING_KEY", PAGE.formatted("«{id: e}")),
        row("UNKNOWN_VALUE", PAGE.formatted("{id: e, type: «buton, text: T}")),
        row("UNSUPPORTED", PAGE.formatted("{id: e, type: «chart}")),
        row("MISSING_KEY", PAGE.formatted("«{id: e, type: button}")),
        row("DUPLICATE_KEY", PAGE.formatted("{id: e, type: button, text: T, «title: T}")),
        row(
            "DUPLICATE_ID",
            PAGE.formatted("{id: e, type: modal, elements: [{id: «e, type: modal}]}")),
        row("WRONG_TYPE", PAGE.formatted("{id: e, type: control, control: number, value: «'1'}")),
        row("WRONG_TYPE", PAGE.formatted("{id: e, type: control, control: checkbox, value: «1}")),
        row(
            "PLACEMENT",
            PAGE.formatted("{id: e, type: button, text: T, at: {column: «3 / 3, row: 1 / 2}}")),
        row(
            "PLACEMENT",
            PAGE.formatted("{id: e, type: button, text: T, at: {column: 1 / 3, row: «0 / 2}}")),
        row(
            "PLACEMENT",
            PAGE.formatted("{id: e, type: button, text: T, at: {column: «1 / 26, row: 1 / 2}}")),
        row(
            "PLACEMENT",
            PAGE.formatted("{id: e, type: button, text: T, at: {column: «1, row: 1 / 2}}")),
        row(
            "UNSUPPORTED",
            PAGE.formatted("{id: e, type: input-table, columns: [], source: {kind: «linked}}")),
        row(
            "MISSING_KEY",
            PAGE.formatted("{id: e, type: input-table, columns: [], source: «{kind: csv}}")),
        row(
            "INVALID_ID",
            PAGE.formatted(
                "{id: e, type: input-table, columns: [], source: {kind: csv, table: «../x}}")),
        row(
            "UNKNOWN_KEY",
            PAGE.formatted(
                "{id: e, type: input-table, columns: [], source: {kind: empty, table: «x}}")));
  }

  static List<Arguments> columns() {
    String table =
        PAGE.formatted("{id: e, type: input-table, columns: [{id: a, name: A, type: text}, %s]}");
    return List.of(
        row("DUPLICATE_ID", table.formatted("{id: «a, name: B, type: text}")),
        row("DUPLICATE_NAME", table.formatted("{id: b, name: «a, type: text}")),
        row("NAME_RESERVED", table.formatted("{id: b, name: «Created_At, type: text}")),
        row("NAME_INVALID", table.formatted("{id: b, name: «'', type: text}")),
        row("NAME_INVALID", table.formatted("{id: b, name: «" + "ä".repeat(32) + ", type: text}")),
        row("INVALID_RULE", table.formatted("{id: b, name: B, type: «multi-select}")),
        row("INVALID_RULE", table.formatted("{id: b, name: B, type: «single-select}")),
        row(
            "EMPTY",
            table.formatted("{id: b, name: B, type: single-select, validation: {values: «[]}}")),
        row("INVALID_RULE", table.formatted("{id: b, name: B, type: text, validation: {min: «1}}")),
        row(
            "INVALID_RULE",
            table.formatted("{id: b, name: B, type: number, validation: {min: «2, max: 1}}")),
        row(
            "INVALID_RULE",
            table.formatted("{id: b, name: B, type: text, validation: {values: [x, «x]}}")),
        row(
            "OUT_OF_RANGE",
            table.formatted("{id: b, name: B, type: number, validation: {max: «1e19}}")));
  }

  static List<Arguments> formulaColumns() {
    String table =
        PAGE.formatted(
            "{id: e, type: input-table, columns: [{id: a, name: A, type: number}], formulas: [%s]}");
    return List.of(
        row("FORMULA_UNKNOWN_COLUMN", table.formatted("{id: f, name: F, formula: '[A] + «[B]'}")),
        row(
            "FORMULA_UNKNOWN_COLUMN",
            table.formatted("{id: f, name: F, formula: \"\\\"\\\" & «[B]\"}")),
        row("FORMULA_SYNTAX", table.formatted("{id: f, name: F, formula: '[A] +«'}")),
        row("CIRCULAR", table.formatted("{id: f, name: F, formula: '1 + «[F]'}")),
        row(
            "CIRCULAR",
            table.formatted(
                "{id: f, name: F, formula: '[G]'}, {id: g, name: G, formula: '[H]'},"
                    + " {id: h, name: H, formula: '[A] + «[f]'}, {id: i, name: I, formula: '[H]'}")),
        row(
            "FORMULA_UNKNOWN_COLUMN",
            table.formatted(
                "{id: f, name: F, formula: '[G] + [A]'}, {id: g, name: G, formula: '«[X]'}")),
        row("DUPLICATE_NAME", table.formatted("{id: f, name: «a, formula: '1'}")),
        row("MISSING_KEY", table.formatted("«{id: f, name: F}, {id: g, name: G, formula: '[F]'}")),
        row("WRONG_TYPE", table.formatted("{id: f, name: F, formula: «1}")));
  }

  static List<Arguments> sequences() {
    String steps = "steps: [{id: x, action: open-modal, modal: m}]";
    return List.of(
        row("UNKNOWN_ELEMENT", SEQUENCE.replace("element: b", "element: «bb").formatted(steps)),
        row("TRIGGER", SEQUENCE.replace("element: b", "element: «m").formatted(steps)),
        row("UNSUPPORTED", SEQUENCE.replace("type: click", "type: «select").formatted(steps)),
        row("UNKNOWN_TABLE", SEQUENCE.formatted("selection: «m, " + steps)),
        row("FORMULA_TYPE", SEQUENCE.formatted("condition: «'1 + 2', " + steps)),
        row(
            "FORMULA_UNKNOWN_COLUMN",
            SEQUENCE
                .formatted("condition: «[ActionVar/x] = 1, " + steps)
                .replace("«[ActionVar/x] = 1", "'«[ActionVar/x] = 1'")),
        row("FORMULA_LEVEL", SEQUENCE.formatted("condition: '«[Selection/A] = \"x\"', " + steps)),
        row(
            "FORMULA_UNKNOWN_FUNCTION,FORMULA_UNKNOWN_COLUMN",
            SEQUENCE.formatted("condition: '«Cuont(«[Selection/B]) = 1', " + steps)),
        row("OUT_OF_RANGE", SEQUENCE.formatted("timeoutMs: «0, " + steps)),
        row("DUPLICATE_KEY", SEQUENCE.formatted("onError: stop, stopOnError: «true, " + steps)),
        row("UNSUPPORTED", SEQUENCE.formatted("«durability: auto, " + steps)),
        row("UNSUPPORTED", SEQUENCE.formatted("onError: «rollback, " + steps)),
        row("EMPTY", SEQUENCE.formatted("steps: «[]")),
        row("MISSING_KEY", SEQUENCE.replace("- {", "- «{").formatted("name: S")),
        row(
            "NO_BROWSER",
            SEQUENCE
                .replace("trigger: {element: b, type: click}, ", "")
                .formatted("steps: [{id: x, action: «open-modal, modal: m}]")));
  }

  static List<Arguments> steps() {
    return List.of(
        row("UNKNOWN_ACTION", STEP.formatted("action: «insert-raw")),
        row("UNSUPPORTED", STEP.formatted("action: «insert-rows, table: t, rows: selection")),
        row("UNSUPPORTED", STEP.formatted("«for-each: '[ActionVar/x]', steps: []")),
        row("MISSING_KEY", SEQUENCE.formatted("steps: [«{id: x}]")),
        row(
            "DUPLICATE_ID",
            STEP.formatted("action: open-modal, modal: m}, {id: «x, action: open-modal, modal: m")),
        row("UNKNOWN_MODAL", STEP.formatted("action: open-modal, modal: «c")),
        row("UNKNOWN_CONTROL", STEP.formatted("action: set-control, control: «cc, value: 1")),
        row("UNKNOWN_ELEMENT", STEP.formatted("action: refresh-element, element: «x")),
        row("FORMULA_TYPE", STEP.formatted("action: set-control, control: c, value: «'\"1\"'")),
        row("FORMULA_TYPE", STEP.formatted("action: show-toast, title: «5")),
        row("UNKNOWN_VALUE", STEP.formatted("action: show-toast, title: '\"T\"', tone: «loud")),
        row("OUT_OF_RANGE", STEP.formatted("action: open-modal, modal: m, retries: «0")),
        row("INVALID_ID", STEP.formatted("action: evaluate, formula: 1, output: «the-sum")),
        row("NAME_RESERVED", STEP.formatted("action: evaluate, formula: 1, output: «millraceX")),
        row("NAME_RESERVED", STEP.formatted("action: evaluate, formula: 1, output: «outcome")),
        row("NAME_RESERVED", STEP.formatted("action: evaluate, formula: 1, output: «loopCounter")),
        row("NAME_RESERVED", STEP.formatted("action: evaluate, formula: 1, output: «if")),
        row("UNSUPPORTED", STEP.formatted("action: open-modal, modal: m, onError: «rollback")),
        row("NO_OUTPUT", STEP.formatted("action: open-modal, modal: m, output: «y")),
        row("UNKNOWN_COLUMN", INSERT.formatted("a: '\"x\"', «N: 1")),
        row("UNKNOWN_COLUMN", INSERT.formatted("a: '\"x\"', «f: true")),
        row("FORMULA_TYPE", INSERT.formatted("a: '\"x\"', n: «'\"1\"'")),
        row("MISSING_COLUMN", INSERT.replace("{%s}", "«{%s}").formatted("n: 1")),
        row("FORMULA_UNKNOWN_COLUMN", INSERT.formatted("a: '\"x\" & «[Selection/Z]'")),
        row(
            "FORMULA_TYPE",
            SEQUENCE.formatted(
                "steps: [{if: «'1', then: [{id: x, action: open-modal, modal: m}]}]")),
        row("MISSING_KEY", SEQUENCE.formatted("steps: [«{if: '1 = 1'}]")),
        row("EMPTY", SEQUENCE.formatted("steps: [{if: '1 = 1', then: «[]}]")));
  }

  static List<Arguments> outputs() {
    String evaluate = "{id: %s, action: evaluate, formula: '%s', output: %s}";
    String one = evaluate.formatted("e", "1", "v");
    return List.of(
        row(
            "FORMULA_UNKNOWN_COLUMN",
            SEQUENCE.formatted(
                "steps: [" + evaluate.formatted("e", "1 + «[ActionVar/v]", "v") + "]")),
        row(
            "FORMULA_UNKNOWN_COLUMN",
            SEQUENCE.formatted(
                "steps: [{if: '1 = 1', then: [%s], else: [%s]}]"
                    .formatted(one, evaluate.formatted("g", "1 + «[ActionVar/v]", "w")))),
        row(
            "DUPLICATE_NAME",
            SEQUENCE.formatted(
                "steps: [" + one + ", " + evaluate.formatted("g", "\"t\"", "«v") + "]")),
        row(
            "FORMULA_UNKNOWN_COLUMN",
            SEQUENCE.formatted(
                "steps: ["
                    + evaluate.formatted("e", "«[X]", "v")
                    + ", "
                    + evaluate.formatted("g", "[ActionVar/v] + 1", "w")
                    + "]")));
  }

  @ParameterizedTest
  @MethodSource({
    "shapes",
    "elements",
    "columns",
    "formulaColumns",
    "sequences",
    "steps",
    "outputs"
  })
  void eachProblemIsFoundWhereItIs(String codes, String marked) {
    StringBuilder text = new StringBuilder(marked);
    List<String> places = new ArrayList<>();
    for (int at = text.indexOf("«"); at >= 0; at = text.indexOf("«", at)) {
      text.deleteCharAt(at);
      String before = text.substring(0, at);
      long line = before.chars().filter(letter -> letter == '\n').count() + 1;
      places.add(line + ":" + (at - before.lastIndexOf('\n')));
    }
    List<String> expected = new ArrayList<>();
    for (String code : codes.split(",", -1)) {
      expected.add(code + " " + places.get(expected.size()));
    }

    assertThat(files.read(text.toString()).problems())
        .as(text.toString())
        .extracting(problem -> problem.code() + " " + problem.line() + ":" + problem.column())
        .containsExactlyElementsOf(expected);
  }

  @Test
  void allProblemsOfAFileAreFoundAtOnce() {
    ReadResult result =
        files.read(
            """
            workbook: Desk
            pages:
              - id: p
                elements:
                  - {id: t, type: input-table, columns: [{id: a, name: ID, type: txt}]}
                  - {id: t, type: knob}
                  - {id: b, type: button, text: B}
            sequences:
              - id: s
                trigger: {element: bb, type: click}
                selection: t
                condition: Count([Selection/Cost]) = 1
                steps:
                  - {id: x, action: insert-row, table: t, values: {b: 1}}
                  - {id: x, action: show-toast, title: "[Control/c]", tone: loud}
            """);

    assertThat(result.workbook()).isEmpty();
    assertThat(result.problems())
        .extracting(WorkbookProblem::code, WorkbookProblem::path)
        .containsExactly(
            tuple("INVALID_ID", "workbook"),
            tuple("NAME_RESERVED", "pages[0].elements[0].columns[0].name"),
            tuple("UNKNOWN_VALUE", "pages[0].elements[0].columns[0].type"),
            tuple("UNKNOWN_VALUE", "pages[0].elements[1].type"),
            tuple("UNKNOWN_ELEMENT", "sequences[0].trigger.element"),
            tuple("FORMULA_UNKNOWN_COLUMN", "sequences[0].condition"),
            tuple("UNKNOWN_COLUMN", "sequences[0].steps[0].values.b"),
            tuple("DUPLICATE_ID", "sequences[0].steps[1].id"),
            tuple("FORMULA_UNKNOWN_COLUMN", "sequences[0].steps[1].title"),
            tuple("UNKNOWN_VALUE", "sequences[0].steps[1].tone"));
  }

  @Test
  void nothingFitsEveryColumn() {
    assertThat(files.read(INSERT.formatted("a: 'Null', n: Nul()")).problems())
        .extracting(WorkbookProblem::code)
        .containsExactly("FORMULA_UNKNOWN_FUNCTION");
    assertThat(files.read(INSERT.formatted("a: 'Null', n: ' null '")).problems()).isEmpty();
  }

  @Test
  void aLongChainOfColumnsIsFollowedToItsEnd() {
    StringBuilder formulas = new StringBuilder();
    for (int column = 0; column < 499; column++) {
      formulas.append(
          "{id: f%d, name: F%d, formula: '[F%d] + 1'}, ".formatted(column, column, column + 1));
    }
    String table =
        "{id: e, type: input-table, columns: [{id: a, name: F499, type: number}], formulas: [";
    assertThat(files.read(PAGE.formatted(table + formulas + "]}")).problems()).isEmpty();
  }

  @Test
  void nearbyNamesAreSuggested() {
    assertThat(suggestions("workbook: w\npages: []\ntitel: W")).containsExactly("title");
    assertThat(suggestions("workbook: Strike Desk\npages: []")).containsExactly("strike-desk");
    assertThat(suggestions(STEP.formatted("action: insert-rwo"))).containsExactly("insert-row");
    assertThat(suggestions(INSERT.formatted("a: '\"x\"', nn: 1"))).contains("n");
    assertThat(suggestions(STEP.formatted("action: evaluate, formula: 1, output: result")))
        .containsExactly("myResult");
    assertThat(suggestions(STEP.formatted("action: open-modal, modal: m, onError: rollback")))
        .containsExactly("stop", "continue");
  }

  @Test
  void aColumnNamedInsteadOfItsIdIsExplained() {
    assertThat(files.read(INSERT.formatted("a: '\"x\"', N: 1")).problems().getFirst().message())
        .contains("The id of that column is 'n'.");
  }

  private List<String> suggestions(String yaml) {
    return files.read(yaml).problems().getFirst().suggestions();
  }
}
