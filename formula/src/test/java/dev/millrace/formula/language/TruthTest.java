package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.viewer.Viewer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every line of the table of truth, here and on every warehouse. */
class TruthTest {
  private static final List<String> CATEGORIES =
      List.of(
          "operators",
          "logical",
          "type",
          "text",
          "math",
          "date",
          "aggregate",
          "window",
          "level",
          "array",
          "system");

  private static final int LEAST_ROWS = 8;
  private final Language language = new Language();
  private static final List<Engine> ENGINES = open();

  private static List<Engine> open() {
    try {
      return List.of(new DuckDb(), Postgres.start());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() throws Exception {
    for (Engine engine : ENGINES) {
      engine.close();
    }
  }

  static List<TruthCase> cases() throws IOException {
    List<TruthCase> cases = new ArrayList<>();
    for (String category : CATEGORIES) {
      String name = "/truth/" + category + ".txt";
      try (InputStream file = Objects.requireNonNull(TruthTest.class.getResourceAsStream(name))) {
        List<String> lines =
            new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
          if (!lines.get(i).isBlank() && !lines.get(i).startsWith("#")) {
            cases.add(TruthCase.parse(category, i + 1, lines.get(i)));
          }
        }
      }
    }
    return cases;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theLocalEvaluatorGivesIt(TruthCase truth) {
    Rows rows = rows(truth);
    Formula formula = checked(truth, rows);

    assertSame(
        truth,
        language.evaluateRows(
            formula,
            truth.rows(),
            rows.row(0),
            truth.groupBy().stream().map(Reference::of).toList()));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theWarehousesGiveIt(TruthCase truth) throws SQLException {
    for (Engine engine : ENGINES) {
      gives(engine, truth);
    }
  }

  private void gives(Engine engine, TruthCase truth) throws SQLException {
    Formula formula = checked(truth, rows(truth));
    List<ElementQuery.Sort> byRow = List.of(new ElementQuery.Sort("row", false));
    Map<String, ElementQuery> others = new LinkedHashMap<>();
    for (var other : truth.tables().entrySet()) {
      others.put(
          other.getKey(),
          new ElementQuery(
              engine.table(other.getKey(), other.getValue(), TruthCase.length(other.getValue())),
              List.of(),
              Optional.empty(),
              byRow,
              Optional.empty(),
              Map.of(),
              List.of()));
    }
    ElementQuery query =
        new ElementQuery(
                engine.table(truth.columns(), truth.rows()),
                List.of(new ElementQuery.Computed("result", formula)),
                Optional.empty(),
                byRow,
                Optional.empty(),
                asked(formula),
                List.of("result"),
                byRow,
                truth.groupBy())
            .with(others);
    SqlStatement sql;
    try {
      sql = language.translate(query, engine.dialect());
    } catch (FormulaException refused) {
      assertThat(refused).as(truth.toString()).hasMessageMatching(engine.refuses());
      return;
    }
    List<@Nullable Object> results = new ArrayList<>();
    try {
      engine.rows(sql).forEach(row -> results.add(row.getFirst()));
    } catch (SQLException e) {
      throw new AssertionError(engine.dialect() + " " + truth + "\n" + sql.text(), e);
    }
    assertSame(truth, results);
  }

  private static Map<Reference, @Nullable Object> asked(Formula formula) {
    Map<Reference, @Nullable Object> answers = new LinkedHashMap<>();
    formula.references().stream()
        .filter(Viewer::isAsked)
        .forEach(asked -> answers.put(asked, Rows.ADA.answer(asked)));
    return answers;
  }

  @Test
  void everyFunctionHasItsRows() throws IOException {
    List<TruthCase> cases = cases();

    Stream<String> thin =
        new Catalogue()
            .functions().stream()
                .filter(function -> rows(function, cases) < LEAST_ROWS)
                .map(function -> function.name() + " " + rows(function, cases));

    assertThat(thin).isEmpty();
  }

  /** How many results the table states for formulas that call the function. */
  private static int rows(Function function, List<TruthCase> cases) {
    String sign = function.name().equals("unary -") ? "-" : function.name();
    Pattern call =
        function.operator()
            ? Pattern.compile(Pattern.quote(sign))
            : Pattern.compile("(?<![A-Za-z])" + Pattern.quote(sign) + "\\(");
    return cases.stream()
        .filter(truth -> call.matcher(truth.formula()).find())
        .mapToInt(truth -> truth.expected().size())
        .sum();
  }

  private static Rows rows(TruthCase truth) {
    Rows rows = new Rows();
    truth
        .columns()
        .forEach((name, column) -> rows.column(name, column.type().type(), local(column)));
    truth
        .tables()
        .forEach((table, columns) ->
            columns.forEach((name, column) ->
                rows.with(
                    Reference.of(table, name),
                    column.type().type(),
                    Extent.ROWS,
                    column.values())));
    return rows;
  }

  /** Arrays are texts in a warehouse. */
  private static List<@Nullable Object> local(TruthCase.Column column) {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : column.values()) {
      boolean array = column.type() == ColumnType.ARRAY && value != null;
      values.add(array ? Members.ofColumn(String.valueOf(value)) : value);
    }
    return values;
  }

  private Formula checked(TruthCase truth, Rows rows) {
    Checked checked = language.check(truth.formula(), rows);
    assertThat(checked.problems())
        .extracting(FormulaProblem::message)
        .as(truth.toString())
        .isEmpty();
    return checked.formula().orElseThrow();
  }

  private static void assertSame(TruthCase truth, List<@Nullable Object> results) {
    assertThat(results).as(truth.toString()).hasSameSizeAs(truth.expected());
    for (int i = 0; i < results.size(); i++) {
      assertThat(Same.same(results.get(i), truth.expected().get(i)))
          .as("%s gives %s, expected %s", truth, results, truth.expected())
          .isTrue();
    }
  }
}
