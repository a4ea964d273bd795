package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.constant;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.Bits;
import dev.millrace.formula.lowering.Decimals;
import dev.millrace.formula.lowering.Rounded;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import dev.millrace.formula.value.Rounding;
import java.util.List;
import java.util.function.LongBinaryOperator;
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
                  .lowered(Rounded::power),
              function(
                      "BinFixed",
                      "Number of the bin of equal width, from 1; 0 below the first, one more than"
                          + " there are from the limit on.",
                      "BinFixed(17, 0, 100, 10)",
                      2L)
                  .arguments(number("value"), number("min"), number("max"), count("bins"))
                  .local(a -> bin(a.number(0), a.number(1), a.number(2), a.count(3)))
                  .lowered(Bits::bin),
              function("BitAnd", "Bits that both have.", "BitAnd(12, 10)", 8L)
                  .arguments(number("first"), number("second"))
                  .local(a -> bits(a.number(0), a.number(1), (left, right) -> left & right))
                  .lowered(Bits.by("&")),
              function("BitOr", "Bits that one of them has.", "BitOr(12, 10)", 14L)
                  .arguments(number("first"), number("second"))
                  .local(a -> bits(a.number(0), a.number(1), (left, right) -> left | right))
                  .lowered(Bits.by("|")))
          .map(FunctionEntry::build)
          .toList();

  private MathEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Math", name)
        .help(help)
        .returns(NUMBER)
        .example(example, expected);
  }

  private static @Nullable Long bin(Number value, Number min, Number max, long bins) {
    if (Ordering.NATURAL.compare(min, max) >= 0 || bins < 1) {
      return null;
    }
    if (Ordering.NATURAL.compare(value, min) < 0) {
      return 0L;
    }
    if (Ordering.NATURAL.compare(value, max) >= 0) {
      return bins + 1;
    }
    Number above = Arithmetic.subtract(value, min);
    Number spread = above == null ? null : Arithmetic.multiply(above, bins);
    Number width = Arithmetic.subtract(max, min);
    Number place = spread == null || width == null ? null : Rounding.quotient(spread, width);
    return place == null ? null : place.longValue() + 1;
  }

  /** Of whole numbers of 64 bits; others have no bits, and give Null. */
  private static @Nullable Long bits(Number left, Number right, LongBinaryOperator operator) {
    return whole(left) instanceof Long first && whole(right) instanceof Long second
        ? operator.applyAsLong(first, second)
        : null;
  }

  private static @Nullable Number whole(Number number) {
    return Arithmetic.fit(Arithmetic.decimal(number).stripTrailingZeros());
  }

  private static @Nullable Number absolute(Number number) {
    return number.doubleValue() < 0 ? Arithmetic.negate(number) : number;
  }
}
