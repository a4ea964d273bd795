package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.constant;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Function;
import dev.millrace.formula.lowering.Decimals;
import dev.millrace.formula.lowering.Rounded;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Rounding;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mathematical functions. To add one: an entry here and its rows in the table of truth. */
final class MathEntries {
  static final List<Function> ALL =
      Stream.of(
              function("Abs", "Size without the sign.", "Abs(-2.5)", 2.5)
                  .arguments(number("number"))
                  .local(a -> absolute(a.number(0)))
                  .lowered(Rounded::absolute),
              function(
                      "Round",
                      "Rounded to fraction digits, halves away from zero.",
                      "Round(2.675, 2)",
                      2.68)
                  .arguments(number("number"))
                  .optional(constant("digits"))
                  .local(a -> Rounding.round(a.number(0), a.size() > 1 ? a.count(1) : 0))
                  .lowered(Rounded::round),
              function("Int", "Rounded toward minus infinity, like Floor.", "Int(3.6)", 3L)
                  .arguments(number("number"))
                  .local(a -> Rounding.floor(a.number(0)))
                  .lowered(Rounded::floor),
              function("Mod", "What a truncating division leaves, like %.", "Mod(7, -3)", 1L)
                  .arguments(number("dividend"), number("divisor"))
                  .local(a -> Arithmetic.remainder(a.number(0), a.number(1)))
                  .lowered(Decimals::remainder),
              function("Sqrt", "Square root; Null for a negative number.", "Sqrt(9)", 3L)
                  .arguments(number("number"))
                  .local(a -> Arithmetic.finite(Math.sqrt(a.number(0).doubleValue())))
                  .lowered(Rounded::squareRoot),
              function("Power", "Base to the power of an exponent, like ^.", "Power(2, 10)", 1024L)
                  .arguments(number("base"), number("exponent"))
                  .local(a -> Arithmetic.power(a.number(0), a.number(1)))
                  .lowered(Rounded::power))
          .map(FunctionEntry::build)
          .toList();

  private MathEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Math", name)
        .help(help)
        .returns(NUMBER)
        .example(example, expected);
  }

  private static @Nullable Number absolute(Number number) {
    return number.doubleValue() < 0 ? Arithmetic.negate(number) : number;
  }
}
