package dev.millrace.formula.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Exact arithmetic on {@link Long}, {@link BigDecimal} and {@link Double}. Whole numbers stay
 * {@code Long} while they fit. A result beyond 38 digits at its scale is null, and so is one that
 * is not finite or not defined. A {@code Double} operand makes the result a {@code Double}.
 */
public final class Arithmetic {
  /** Digits a decimal may have in all. */
  public static final int MAX_DIGITS = 38;

  /** Fraction digits a product, or a quotient, may have at most. */
  public static final int MAX_SCALE = 20;

  /** Fraction digits a quotient has at least. */
  public static final int QUOTIENT_SCALE = 10;

  private Arithmetic() {}

  public static @Nullable Number add(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      long sum = a + b;
      if (((a ^ sum) & (b ^ sum)) >= 0) {
        return sum;
      }
    }
    return anyFloat(left, right)
        ? finite(left.doubleValue() + right.doubleValue())
        : fit(decimal(left).add(decimal(right)));
  }

  public static @Nullable Number subtract(Number left, Number right) {
    return anyFloat(left, right)
        ? finite(left.doubleValue() - right.doubleValue())
        : fit(decimal(left).subtract(decimal(right)));
  }

  public static @Nullable Number multiply(Number left, Number right) {
    if (anyFloat(left, right)) {
      return finite(left.doubleValue() * right.doubleValue());
    }
    BigDecimal product = decimal(left).multiply(decimal(right));
    return fit(
        product.scale() > MAX_SCALE ? product.setScale(MAX_SCALE, RoundingMode.HALF_UP) : product);
  }

  /** Null for a divisor of 0. */
  public static @Nullable Number divide(Number left, Number right) {
    if (right.doubleValue() == 0) {
      return null;
    }
    if (anyFloat(left, right)) {
      return finite(left.doubleValue() / right.doubleValue());
    }
    BigDecimal dividend = decimal(left);
    return fit(
        dividend.divide(decimal(right), quotientScale(dividend.scale()), RoundingMode.HALF_UP));
  }

  /** Fraction digits of a quotient, from those of its dividend. */
  public static int quotientScale(int dividendScale) {
    return Math.clamp(dividendScale, QUOTIENT_SCALE, MAX_SCALE);
  }

  /** What is left after a division that truncates: it has the sign of the dividend. */
  public static @Nullable Number remainder(Number left, Number right) {
    if (right.doubleValue() == 0) {
      return null;
    }
    if (anyFloat(left, right)) {
      return finite(left.doubleValue() % right.doubleValue());
    }
    BigDecimal dividend = decimal(left);
    BigDecimal divisor = decimal(right);
    int scale = Math.max(dividend.scale(), divisor.scale());
    if (digits(dividend, scale) > MAX_DIGITS || digits(divisor, scale) > MAX_DIGITS) {
      return null;
    }
    return fit(dividend.remainder(divisor).setScale(scale, RoundingMode.UNNECESSARY));
  }

  public static @Nullable Number power(Number base, Number exponent) {
    return finite(Math.pow(base.doubleValue(), exponent.doubleValue()));
  }

  public static @Nullable Number negate(Number number) {
    return number instanceof Double value ? finite(-value) : fit(decimal(number).negate());
  }

  /** A number as an exact decimal; a float by its shortest decimal form. */
  public static BigDecimal decimal(Number number) {
    if (number instanceof Long whole) {
      return BigDecimal.valueOf(whole);
    }
    if (number instanceof Double value) {
      return shortest(value);
    }
    return (BigDecimal) number;
  }

  /** The shortest decimal that reads back; Java writes two digits where one would do. */
  private static BigDecimal shortest(double value) {
    BigDecimal two = BigDecimal.valueOf(value);
    if (Math.abs(value) < Double.MIN_NORMAL && two.precision() == 2) {
      BigDecimal one = two.round(new MathContext(1));
      return one.doubleValue() == value ? one : two;
    }
    return two;
  }

  /** The number if it may be one: whole ones in range as {@code Long}, too long ones as null. */
  public static @Nullable Number fit(BigDecimal number) {
    if (number.scale() <= 0) {
      BigDecimal whole = number.setScale(0, RoundingMode.UNNECESSARY);
      if (whole.precision() <= 19 && whole.unscaledValue().bitLength() < Long.SIZE) {
        return whole.longValue();
      }
      return whole.precision() > MAX_DIGITS ? null : whole;
    }
    return number.precision() > MAX_DIGITS ? null : number;
  }

  static boolean anyFloat(Number left, Number right) {
    return left instanceof Double || right instanceof Double;
  }

  /** Null for what is infinite or not a number; a negative zero becomes zero. */
  public static @Nullable Number finite(double value) {
    return Double.isFinite(value) ? (Number) (value == 0 ? 0.0 : value) : null;
  }

  private static int digits(BigDecimal number, int scale) {
    return number.precision() - number.scale() + scale;
  }
}
