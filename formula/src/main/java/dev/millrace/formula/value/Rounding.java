package dev.millrace.formula.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Rounding on decimals. A float is rounded by its shortest decimal form and stays a float. */
public final class Rounding {
  /** More digits on either side of the point than any number has. */
  private static final int MOST = 400;

  private Rounding() {}

  /**
   * Halves away from zero.
   *
   * @param digits fraction digits to keep; negative ones round to tens, hundreds, …
   */
  public static @Nullable Number round(Number number, int digits) {
    return rounded(number, digits, RoundingMode.HALF_UP);
  }

  /** Toward minus infinity. */
  public static @Nullable Number floor(Number number) {
    return rounded(number, 0, RoundingMode.FLOOR);
  }

  /** Toward plus infinity. */
  public static @Nullable Number ceiling(Number number) {
    return rounded(number, 0, RoundingMode.CEILING);
  }

  /**
   * The multiple of a step; Null if the step is 0.
   *
   * @param mode which of the two around the number
   */
  public static @Nullable Number multiple(Number number, Number step, RoundingMode mode) {
    BigDecimal size = Arithmetic.decimal(step).abs();
    if (size.signum() == 0) {
      return null;
    }
    BigDecimal exact = Arithmetic.decimal(number);
    BigDecimal[] parts = exact.divideAndRemainder(size);
    BigDecimal beyond = parts[1];
    BigDecimal twice = beyond.abs().add(beyond.abs());
    boolean away =
        beyond.signum() != 0
            && switch (mode) {
              case FLOOR -> beyond.signum() < 0;
              case CEILING -> beyond.signum() > 0;
              default -> twice.compareTo(size) >= 0;
            };
    BigDecimal towardZero = exact.subtract(beyond);
    BigDecimal result =
        away ? towardZero.add(size.multiply(BigDecimal.valueOf(beyond.signum()))) : towardZero;
    return number instanceof Double || step instanceof Double
        ? Arithmetic.finite(result.doubleValue())
        : Arithmetic.fit(result);
  }

  /** The whole part of a quotient; Null if the divisor is 0. */
  public static @Nullable Number quotient(Number dividend, Number divisor) {
    if (dividend instanceof Double || divisor instanceof Double) {
      Number exact = Arithmetic.divide(dividend, divisor);
      return exact == null ? null : rounded(exact, 0, RoundingMode.DOWN);
    }
    BigDecimal by = Arithmetic.decimal(divisor);
    return by.signum() == 0
        ? null
        : Arithmetic.fit(
            Arithmetic.decimal(dividend)
                .divideToIntegralValue(by)
                .setScale(0, RoundingMode.UNNECESSARY));
  }

  /**
   * To fraction digits.
   *
   * @param wanted how many to keep; negative ones round to tens, hundreds, …
   */
  public static @Nullable Number rounded(Number number, int wanted, RoundingMode mode) {
    int digits = Math.clamp(wanted, -MOST, MOST);
    BigDecimal decimal = Arithmetic.decimal(number);
    if (decimal.scale() <= digits) {
      return number;
    }
    BigDecimal result = decimal.setScale(digits, mode);
    return number instanceof Double
        ? Arithmetic.finite(result.doubleValue())
        : Arithmetic.fit(digits < 0 ? result.setScale(0, RoundingMode.UNNECESSARY) : result);
  }
}
