package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.constant;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.lowering.Choices;
import dev.millrace.formula.lowering.Steps;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import dev.millrace.formula.value.Rounding;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rounding in one direction or to multiples, whole parts, and the extremes of a row. To add one: an
 * entry here and its rows in the table of truth.
 */
final class RoundingEntries {
  private static final Parameter BOUND =
      new Parameter("value", Set.of(NUMBER, TEXT, DATE), 1, Parameter.Use.VALUE, List.of());

  static final List<Function> ALL =
      Stream.of(
              toDigits("RoundDown", "toward minus infinity", RoundingMode.FLOOR, -6.255)
                  .lowered(Steps::roundDown),
              toDigits("RoundUp", "toward plus infinity", RoundingMode.CEILING, -6.254)
                  .lowered(Steps::roundUp),
              toDigits("Trunc", "toward zero", RoundingMode.DOWN, -6.254).lowered(Steps::truncate),
              toMultiple("Floor", "toward minus infinity", RoundingMode.FLOOR, -9L)
                  .lowered(Steps::floor),
              toMultiple("Ceiling", "toward plus infinity", RoundingMode.CEILING, -6L)
                  .lowered(Steps::ceiling),
              toMultiple(
                      "MRound", "to the nearest, halves away from zero", RoundingMode.HALF_UP, -6L)
                  .lowered(Steps::toNearest),
              function("Div", "Whole part of a quotient.", "Div(-7, 2)", -3L)
                  .arguments(number("dividend"), number("divisor"))
                  .local(a -> Rounding.quotient(a.number(0), a.number(1)))
                  .lowered(Steps::divide),
              function("Sign", "-1, 0 or 1.", "Sign(-2.5)", -1L)
                  .arguments(number("number"))
                  .local(a -> (long) Math.signum(a.number(0).doubleValue()))
                  .lowered(Steps::sign),
              FunctionEntry.function("Math", "IsEven")
                  .help("Whether the whole part is even.")
                  .arguments(number("number"))
                  .returns(LOGICAL)
                  .example("IsEven(-4.5)", true)
                  .local(a -> parity(a) == null ? null : !Boolean.TRUE.equals(parity(a)))
                  .lowered(Steps.isEven()),
              FunctionEntry.function("Math", "IsOdd")
                  .help("Whether the whole part is odd.")
                  .arguments(number("number"))
                  .returns(LOGICAL)
                  .example("IsOdd(3.9)", true)
                  .local(RoundingEntries::parity)
                  .lowered(Steps.isOdd()),
              function("RowAvg", "Mean of the arguments; Null if one is.", "RowAvg(1, 2, 6)", 3L)
                  .arguments(number("number"))
                  .repeating(0, number("other"))
                  .local(RoundingEntries::mean)
                  .lowered(Steps::mean),
              extreme("Greatest", "Largest argument; Null if one is.", "Greatest(1, 3, 2)", 3L)
                  .local(a -> a.values().stream().max(Ordering.NATURAL).orElse(null))
                  .lowered(Choices.strict("greatest")),
              extreme("Least", "Smallest argument; Null if one is.", "Least(2, 1, 3)", 1L)
                  .local(a -> a.values().stream().min(Ordering.NATURAL).orElse(null))
                  .lowered(Choices.strict("least")),
              extreme(
                      "GreatestNonNull",
                      "Largest argument but Null.",
                      "GreatestNonNull(1, Null)",
                      1L)
                  .nulls(Nulls.HANDLED)
                  .local(a -> known(a).max(Ordering.NATURAL).orElse(null))
                  .lowered(Choices.known("greatest")),
              extreme("LeastNonNull", "Smallest argument but Null.", "LeastNonNull(Null, 2, 1)", 1L)
                  .nulls(Nulls.HANDLED)
                  .local(a -> known(a).min(Ordering.NATURAL).orElse(null))
                  .lowered(Choices.known("least")),
              function(
                      "BinRange",
                      "Number of the bin that a value falls into: 1 below the first bound, one more from each bound on.",
                      "BinRange(15, 10, 20)",
                      2L)
                  .arguments(BOUND)
                  .repeating(
                      1,
                      new Parameter(
                          "bound", Set.of(NUMBER, TEXT, DATE), 1, Parameter.Use.VALUE, List.of()))
                  .local(RoundingEntries::bin)
                  .lowered(Choices::bin))
          .map(FunctionEntry::build)
          .toList();

  private RoundingEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Math", name)
        .help(help)
        .returns(NUMBER)
        .example(example, expected);
  }

  private static FunctionEntry toDigits(
      String name, String where, RoundingMode mode, Object expected) {
    return function(
            name,
            "Rounded %s to fraction digits.".formatted(where),
            name + "(-6.2545, 3)",
            expected)
        .arguments(number("number"))
        .optional(constant("digits"))
        .local(a -> Rounding.rounded(a.number(0), a.size() > 1 ? a.count(1) : 0, mode));
  }

  private static FunctionEntry toMultiple(
      String name, String where, RoundingMode mode, Object expected) {
    return function(
            name,
            "Rounded %s, to a whole number or a multiple of the factor.".formatted(where),
            name + "(-7, 3)",
            expected)
        .arguments(number("number"))
        .optional(number("factor"))
        .local(a ->
            a.size() > 1
                ? Rounding.multiple(a.number(0), a.number(1), mode)
                : Rounding.rounded(a.number(0), 0, mode));
  }

  private static FunctionEntry extreme(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Math", name)
        .help(help)
        .arguments(comparable("value", 1))
        .repeating(0, comparable("other", 1))
        .returnsShared(1)
        .example(example, expected);
  }

  private static Stream<Object> known(Arguments a) {
    return a.values().stream().filter(Objects::nonNull).map(Objects::requireNonNull);
  }

  private static @Nullable Boolean parity(Arguments a) {
    Number beyond = Arithmetic.remainder(a.number(0), 2L);
    return beyond == null ? null : Math.abs(beyond.doubleValue()) >= 1;
  }

  private static @Nullable Number mean(Arguments a) {
    Number sum = 0L;
    for (int i = 0; i < a.size() && sum != null; i++) {
      sum = Arithmetic.add(sum, a.number(i));
    }
    return sum == null ? null : Arithmetic.divide(sum, (long) a.size());
  }

  private static Long bin(Arguments a) {
    long bin = 1;
    for (int i = 1; i < a.size(); i++) {
      bin = Ordering.NATURAL.compare(a.value(0), a.value(i)) >= 0 ? i + 1L : bin;
    }
    return bin;
  }
}
