package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A single reference means the same as a bind parameter, whatever class its value has. */
abstract class ParametersContract {
  private final Engines engines;

  ParametersContract(Engines engines) {
    this.engines = engines;
  }

  private static final Reference CONTROL = Reference.of("Control", "x");
  private final Language language = new Language();

  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of("[Control/x] / 3", ValueType.NUMBER, 7L),
        Arguments.of("[Control/x] + 1", ValueType.NUMBER, Long.MAX_VALUE),
        Arguments.of("[Control/x] * [Control/x]", ValueType.NUMBER, new BigDecimal("-2.50")),
        Arguments.of("[Control/x] + 1", ValueType.NUMBER, new BigDecimal("1E+20")),
        Arguments.of("[Control/x] / 3", ValueType.NUMBER, 0.1),
        Arguments.of("IsNull([Control/x])", ValueType.NUMBER, Double.NaN),
        Arguments.of("[Control/x] + 1", ValueType.NUMBER, 5),
        Arguments.of("Text([Control/x])", ValueType.DATE, LocalDate.of(2024, 2, 29)),
        Arguments.of("Zn([Control/x])", ValueType.NUMBER, null),
        Arguments.of("Text([Control/x])", ValueType.TEXT, "it's \\ {0} ?"),
        Arguments.of("Len([Control/x])", ValueType.TEXT, null),
        Arguments.of("Not [Control/x]", ValueType.LOGICAL, true),
        Arguments.of(
            "DateAdd(\"month\", 1, [Control/x])",
            ValueType.DATE,
            LocalDateTime.of(2024, 1, 31, 10, 0, 0, 1000)));
  }

  @ParameterizedTest
  @MethodSource("values")
  void theValueIsTheSameHereAndBound(String text, ValueType type, @Nullable Object value)
      throws SQLException {
    Rows scope = new Rows().with(CONTROL, type, Extent.SINGLE, Rows.list(value));
    Formula formula = language.check(text, scope).formula().orElseThrow();
    Map<Reference, @Nullable Object> parameters = new HashMap<>();
    parameters.put(CONTROL, value);
    try (Engine engine = engines.open()) {
      SqlStatement sql =
          language.translate(
              query(engine.table(Map.of(), 1), formula, parameters), engine.dialect());

      Object there = engine.rows(sql).getFirst().getFirst();

      assertThat(sql.text()).contains("?");
      assertThat(Same.same(there, language.evaluate(formula, scope.row(0))))
          .as("%s of %s is %s", text, value, there)
          .isTrue();
    }
  }

  @SuppressWarnings("NullAway") // the class file of a record forgets that its map may hold nulls
  private static ElementQuery query(
      ElementQuery.Source source, Formula formula, Map<Reference, @Nullable Object> parameters) {
    return new ElementQuery(
        source,
        List.of(new Computed("result", formula)),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        parameters,
        List.of("result"));
  }
}
