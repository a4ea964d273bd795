package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.array.Members;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.viewer.Viewer;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every function of the catalogue called with random columns and literals, extremes among them:
 * what is right runs on every engine, and gives there what it gives here. By hand: {@code
 * -Dmillrace.random.calls=100 -Dmillrace.seed=…}.
 */
class RandomCallsTest {
  private static final int CALLS = Integer.getInteger("millrace.random.calls", 4);
  private static final int ROWS = 6;

  /** They choose among numbers of several kinds, so their last digits depend on the engine. */
  private static final List<String> CHOOSING =
      List.of("Greatest", "Least", "If", "Switch", "Choose", "Coalesce", "Zn", "NullIf");

  /** Lines through points very far from each other: their digits are those of the algorithm. */
  private static final List<String> OF_LINES =
      List.of("Corr", "Regression", "CumulativeCorr", "MovingCorr");

  /** They depend on the moment. */
  private static final List<String> OF_NOW =
      List.of("Now", "Today", "InDateRange", "InPriorDateRange");

  private final Random random = new Random(Long.getLong("millrace.seed", 7));
  private final Language language = new Language();
  private final Map<String, TruthCase.Column> columns = columns();
  private final List<String> different = new ArrayList<>();

  private static Map<String, TruthCase.Column> columns() {
    Map<String, TruthCase.Column> columns = new LinkedHashMap<>();
    columns.put(
        "N",
        new TruthCase.Column(ColumnType.INTEGER, Rows.list(3L, null, 0L, -7L, Long.MAX_VALUE, 3L)));
    columns.put(
        "D",
        new TruthCase.Column(
            ColumnType.DECIMAL,
            Rows.list(
                decimal("2.5"),
                decimal("-0.1"),
                null,
                decimal("0"),
                decimal("99999999"),
                decimal("2.5"))));
    columns.put(
        "T",
        new TruthCase.Column(
            ColumnType.TEXT,
            Rows.list("", "it's \"x\" \\ 1,2", null, "2024-02-29", "ÄßI😀", " 12.50 ")));
    columns.put(
        "L",
        new TruthCase.Column(ColumnType.BOOLEAN, Rows.list(true, false, null, true, null, false)));
    columns.put(
        "W",
        new TruthCase.Column(
            ColumnType.TIMESTAMP,
            Rows.list(
                LocalDateTime.of(2024, 2, 29, 0, 0),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59),
                null,
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000),
                LocalDateTime.of(2026, 1, 4, 10, 0))));
    columns.put(
        "X",
        new TruthCase.Column(
            ColumnType.ARRAY,
            Rows.list("[]", "[1,\"a\",null]", null, "[\"it's\"]", "[1,1]", "no")));
    columns.put(
        "J",
        new TruthCase.Column(
            ColumnType.JSON,
            Rows.list(
                "{\"a\": \"2024-01-31\"}",
                "[1, -2.5]",
                null,
                "{\"a\": {\"b\": [true, null]}}",
                "null",
                "\"it's \\\" \\\\\"")));
    return columns;
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(10);
  }

  @Test
  void everyFunctionGivesTheSameEverywhere() throws SQLException {
    Rows rows = new Rows();
    columns.forEach((name, column) -> {
      List<@Nullable Object> values = new ArrayList<>();
      for (Object value : column.values()) {
        boolean array = column.type() == ColumnType.ARRAY && value != null;
        values.add(array ? Members.ofColumn(String.valueOf(value)) : value);
      }
      rows.column(name, column.type().type(), values);
    });
    Map<String, Integer> compared = new HashMap<>();
    try (DuckDb duckDb = new DuckDb();
        Postgres postgres = Postgres.start()) {
      Map<Engine, ElementQuery.Source> engines = new LinkedHashMap<>();
      for (Engine engine : List.of(duckDb, postgres)) {
        engines.put(engine, engine.table(columns, ROWS));
      }
      for (Function function : new Catalogue().functions()) {
        if (OF_NOW.contains(function.name())) {
          continue;
        }
        for (int i = 0; i < CALLS; i++) {
          String text = call(function);
          Checked checked = language.check(text, rows);
          if (checked.formula().isPresent()) {
            compared.merge(function.name(), 1, Integer::sum);
            compare(engines, checked.formula().get(), rows);
          }
        }
      }
    }

    assertThat(different).as("%d differ", different.size()).isEmpty();
    assertThat(compared).hasSizeGreaterThan(170);
  }

  private void compare(Map<Engine, ElementQuery.Source> engines, Formula formula, Rows rows) {
    List<@Nullable Object> here = language.evaluateRows(formula, ROWS, rows.row(0));
    engines.forEach((engine, source) -> {
      try {
        var sql =
            language.translate(
                new ElementQuery(
                    source,
                    List.of(new ElementQuery.Computed("result", formula)),
                    Optional.empty(),
                    List.of(new ElementQuery.Sort("row", false)),
                    Optional.empty(),
                    asked(formula),
                    List.of("result")),
                engine.dialect());
        List<List<@Nullable Object>> there = engine.rows(sql);
        for (int row = 0; row < ROWS; row++) {
          Object value = there.get(row).getFirst();
          if (!Same.same(here.get(row), value) && !isRounded(formula)) {
            different.add(
                "%s %s row %d: here %s, there %s"
                    .formatted(engine.dialect(), formula.text(), row, here.get(row), value));
            return;
          }
        }
      } catch (FormulaException refused) {
        assertThat(refused.problem().message()).isNotBlank();
      } catch (SQLException e) {
        different.add("%s %s: %s".formatted(engine.dialect(), formula.text(), e.getMessage()));
      }
    });
  }

  private static boolean isRounded(Formula formula) {
    return CHOOSING.stream().anyMatch(name -> formula.text().startsWith(name + "("))
        || OF_LINES.stream().anyMatch(name -> formula.text().startsWith(name));
  }

  private static Map<Reference, @Nullable Object> asked(Formula formula) {
    Map<Reference, @Nullable Object> answers = new LinkedHashMap<>();
    formula.references().stream()
        .filter(Viewer::isAsked)
        .forEach(asked -> answers.put(asked, Rows.ADA.answer(asked)));
    return answers;
  }

  private String call(Function function) {
    if (function.operator()) {
      return operation(function);
    }
    List<Parameter> places = new ArrayList<>(function.parameters().leading());
    int repeats =
        function.parameters().repeated().isEmpty()
            ? 0
            : function.parameters().minRepeats() + random.nextInt(2);
    for (int i = 0; i < repeats; i++) {
      places.addAll(function.parameters().repeated());
    }
    List<Parameter> optional = function.parameters().optional();
    places.addAll(optional.subList(0, random.nextInt(optional.size() + 1)));
    Map<Integer, ValueType> shared = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    places.forEach(place -> arguments.add(argument(place, shared)));
    return function.name() + "(" + String.join(", ", arguments) + ")";
  }

  private String operation(Function function) {
    Map<Integer, ValueType> shared = new HashMap<>();
    List<String> arguments = new ArrayList<>();
    function.parameters().leading().forEach(place -> arguments.add(argument(place, shared)));
    String sign = function.name().replace("unary ", "");
    return arguments.size() == 1
        ? sign + " (" + arguments.getFirst() + ")"
        : "(%s) %s (%s)".formatted(arguments.get(0), sign, arguments.get(1));
  }

  private String argument(Parameter place, Map<Integer, ValueType> shared) {
    if (!place.choices().isEmpty()) {
      return '"' + one(place.choices()) + '"';
    }
    switch (place.use()) {
      case ROWS -> {
        return one(List.of("0", "1", "2", "100"));
      }
      case ORDINAL -> {
        return one(List.of("1", "2", "50"));
      }
      case PART -> {
        return one(List.of("0", "0.5", "0.9", "1"));
      }
      case CONSTANT -> {
        return place.types().contains(ValueType.TEXT)
            ? one(List.of("\",\"", "\"a+\"", "\"%Y-%m-%d %H:%M\"", "\"UTC\"", "\"_%\"", "\"host\""))
            : one(List.of("0", "1", "2", "-1", "3"));
      }
      case VALUE, COUNT -> {}
    }
    ValueType type =
        place.sharing() > 0
            ? shared.computeIfAbsent(place.sharing(), any -> type(place))
            : type(place);
    return value(type);
  }

  private ValueType type(Parameter place) {
    List<ValueType> types = new ArrayList<>(new TreeSet<>(place.types()));
    types.remove(ValueType.GEOGRAPHY);
    return types.isEmpty() ? ValueType.TEXT : types.get(random.nextInt(types.size()));
  }

  private String value(ValueType type) {
    return switch (type) {
      case NUMBER ->
          one(List.of("[N]", "[N]", "[D]", "[D]", "0", "-1", "2.75", "7", "1000000000000", "Null"));
      case TEXT ->
          one(
              List.of(
                  "[T]", "[T]", "[T]", "\"\"", "\"a\"", "\"it's\"", "\"😀\"", "\"\\\\\"", "Null"));
      case DATE ->
          one(List.of("[W]", "[W]", "[W]", "Date(\"2024-01-31\")", "Date(\"9999-12-31\")"));
      case LOGICAL -> one(List.of("[L]", "[L]", "True", "[N] > 0", "Null"));
      case ARRAY -> one(List.of("[X]", "[X]", "Array(1, Null)", "SplitToArray([T], \",\")"));
      case VARIANT -> one(List.of("[J]", "[J].a", "[J].1", "Json([T])", "Variant([N])"));
      case GEOGRAPHY -> "Null";
    };
  }

  private <T> T one(List<T> several) {
    return several.get(random.nextInt(several.size()));
  }
}
