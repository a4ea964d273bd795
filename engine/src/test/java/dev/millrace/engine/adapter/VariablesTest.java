package dev.millrace.engine.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class VariablesTest {
  static Stream<Arguments> carried() {
    return Stream.of(
        Arguments.of(new BigDecimal("9007199254740993"), 9007199254740993L),
        Arguments.of(new BigDecimal("5.00"), 5L),
        Arguments.of(new BigDecimal("1E+3"), 1000L),
        Arguments.of(new BigDecimal("1E+300"), 1e300),
        Arguments.of(new BigDecimal("1E+2147483647").negate(), null),
        Arguments.of(new BigDecimal("-0.125"), -0.125),
        Arguments.of(BigInteger.valueOf(Long.MIN_VALUE), Long.MIN_VALUE),
        Arguments.of((short) 7, 7),
        Arguments.of(1.5f, 1.5));
  }

  @ParameterizedTest
  @MethodSource
  void carried(Number value, Number expected) {
    if (expected == null) {
      assertRefused(value, "variables.x is not a finite number.");
    } else {
      assertThat(Variables.checked(Map.of("x", value))).isEqualTo(Map.of("x", expected));
    }
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(Double.NaN, "variables.x is not a finite number."),
        Arguments.of(Float.NEGATIVE_INFINITY, "variables.x is not a finite number."),
        Arguments.of(
            BigInteger.TWO.pow(64),
            "variables.x is an integer of more than 64 bits; send it as text."),
        Arguments.of(
            new BigDecimal("12345678901234567890"),
            "variables.x is an integer of more than 64 bits; send it as text."),
        Arguments.of(
            List.of(1, LocalDate.EPOCH),
            "variables.x[1] is a LocalDate; allowed are null, Boolean, Number, String, List and"
                + " Map."),
        Arguments.of(Map.of(1, "one"), "variables.x has a key that is not text."),
        Arguments.of(
            Map.of("y", "\ud83d"),
            "variables.x.y has half of a surrogate pair, which is no" + " character."));
  }

  @ParameterizedTest
  @MethodSource
  void refused(Object value, String message) {
    assertRefused(value, message);
  }

  @Test
  void nestingWithoutEndIsRefused() {
    Map<String, Object> circle = new HashMap<>();
    circle.put("again", circle);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Variables.checked(circle))
        .withMessageContaining("is nested deeper than 100 levels");
  }

  @Test
  void theCopyIsDeepAndKeepsNulls() {
    List<Object> list = Arrays.asList(null, "x");
    Map<String, ?> copy = Variables.checked(Map.of("list", list));
    list.set(1, "changed");

    assertThat(copy).isEqualTo(Map.of("list", Arrays.asList(null, "x")));
  }

  @Test
  void moreThanOneMebibyteIsRefused() {
    Variables.requireSize(1 << 20);

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Variables.requireSize((1 << 20) + 1))
        .withMessageContaining("by reference");
  }

  private static void assertRefused(Object value, String message) {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> Variables.checked(Map.of("x", value)))
        .withMessage(message)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.INVALID));
  }
}
