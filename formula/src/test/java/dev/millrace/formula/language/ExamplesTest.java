package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ExamplesTest {
  private final Language language = new Language();
  private final Rows amounts =
      new Rows()
          .column("Amount", ValueType.NUMBER, Rows.list(1L, null, new BigDecimal("2.5"), 1L))
          .with(
              Reference.of("Prices", "Code"),
              ValueType.NUMBER,
              Extent.ROWS,
              Rows.list(1L, new BigDecimal("2.5"), 1L))
          .with(
              Reference.of("Prices", "Price"),
              ValueType.NUMBER,
              Extent.ROWS,
              Rows.list(10L, 20L, 30L));

  static Stream<Function> everyFunction() {
    return new Catalogue().functions().stream();
  }

  @ParameterizedTest
  @MethodSource("everyFunction")
  void theExampleGivesWhatTheEntrySays(Function function) {
    Function.Example example = function.example();
    Checked checked = language.check(example.formula(), amounts);
    assertThat(checked.problems()).extracting(FormulaProblem::message).isEmpty();

    Object result =
        language
            .evaluateRows(checked.formula().orElseThrow(), 4, amounts.row(0))
            .get(function.isWindow() ? 2 : 0);

    assertThat(Same.same(result, example.expected()))
        .as("%s = %s, not %s", example.formula(), example.expected(), result)
        .isTrue();
  }
}
