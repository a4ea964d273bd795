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
    return rounded(number, Math.clamp(digits, -MOST, MOST), RoundingMode.HALF_UP);
  }

  /** Toward minus infinity. */
  public static @Nullable Number floor(Number number) {
    return rounded(number, 0, RoundingMode.FLOOR);
  }

  /** Toward plus infinity. */
  public static @Nullable Number ceiling(Number number) {
    return rounded(number, 0, RoundingMode.CEILING);
  }

  private static @Nullable Number rounded(Number number, int digits, RoundingMode mode) {
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
