package dev.millrace.workers.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.access.Refusal;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EngineValuesTest {
  static Stream<Arguments> values() {
    return Stream.of(
        Arguments.of(ValueType.TEXT, "it's", "it's"),
        Arguments.of(ValueType.LOGICAL, true, true),
        Arguments.of(ValueType.NUMBER, 5L, 5L),
        Arguments.of(ValueType.NUMBER, Long.MIN_VALUE, Long.MIN_VALUE),
        Arguments.of(ValueType.NUMBER, new BigDecimal("0.1"), 0.1),
        Arguments.of(
            ValueType.NUMBER, new BigDecimal("12345678901234567.25"), "12345678901234567.25"),
        Arguments.of(
            ValueType.NUMBER, new BigDecimal("9223372036854775808"), "9223372036854775808"),
        Arguments.of(
            ValueType.DATE,
            LocalDateTime.parse("2026-02-28T23:59:59.5"),
            "2026-02-28T23:59:59.500"),
        Arguments.of(ValueType.ARRAY, Arrays.asList(1L, null, "a"), Arrays.asList(1L, null, "a")));
  }

  @ParameterizedTest
  @MethodSource("values")
  void aValueComesBackAsItWas(ValueType type, Object value, Object carried) {
    assertThat(EngineValues.encode(value)).isEqualTo(carried);
    assertThat(EngineValues.decode(carried, type, "x")).isEqualTo(value);
  }

  @Test
  void nullIsAValueOfEveryType() {
    assertThat(EngineValues.encode(null)).isNull();
    for (ValueType type : ValueType.values()) {
      assertThat(EngineValues.decode(null, type, "x")).isNull();
    }
  }

  @Test
  void whatFeelMakesOfNumbersAndDatesIsUnderstood() {
    assertThat(EngineValues.decode(5, ValueType.NUMBER, "x")).isEqualTo(5L);
    assertThat(EngineValues.decode(5.0, ValueType.NUMBER, "x")).isEqualTo(5L);
    assertThat(EngineValues.decode("2026-02-28", ValueType.DATE, "x"))
        .isEqualTo(LocalDateTime.parse("2026-02-28T00:00"));
  }

  @Test
  void anotherTypeIsRefusedWithoutShowingTheValue() {
    assertRefused("secret", ValueType.NUMBER);
    assertRefused("secret", ValueType.DATE);
    assertRefused(5, ValueType.TEXT);
    assertRefused(List.of(), ValueType.LOGICAL);
  }

  @Test
  void aNumberThatIsNotFiniteCannotBeKept() {
    assertThatThrownBy(() -> EngineValues.encode(Double.NaN)).isInstanceOf(Refusal.class);
  }

  private static void assertRefused(@Nullable Object value, ValueType type) {
    assertThatThrownBy(() -> EngineValues.decode(value, type, "total"))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("VALUE_TYPE"))
        .hasMessageContaining("'total'")
        .hasMessageNotContaining("secret");
  }
}
