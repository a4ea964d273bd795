package dev.millrace.formula.value;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.Comparator;

/**
 * How two values of one type compare: numbers by size, text by code point, moments by time, False
 * before True. A whole or decimal number meets a float as a float.
 */
public final class Ordering implements Comparator<Object> {
  /** The one order there is. */
  public static final Ordering NATURAL = new Ordering();

  private Ordering() {}

  @Override
  public int compare(Object left, Object right) {
    return switch (left) {
      case Number number -> compareNumbers(number, (Number) right);
      case String text -> compareTexts(text, (String) right);
      case LocalDateTime moment -> moment.compareTo((LocalDateTime) right);
      case Boolean logical -> logical.compareTo((Boolean) right);
      default -> throw new IllegalArgumentException("no order on " + left.getClass());
    };
  }

  private static int compareNumbers(Number left, Number right) {
    if (left instanceof Long a && right instanceof Long b) {
      return Long.compare(a, b);
    }
    if (Arithmetic.anyFloat(left, right)) {
      return Double.compare(left.doubleValue() + 0.0, right.doubleValue() + 0.0);
    }
    BigDecimal decimal = Arithmetic.decimal(left);
    return decimal.compareTo(Arithmetic.decimal(right));
  }

  /** UTF-16 order differs from code point order where a surrogate meets U+E000 and above. */
  private static int compareTexts(String left, String right) {
    int shared = Math.min(left.length(), right.length());
    for (int i = 0; i < shared; i++) {
      char a = left.charAt(i);
      char b = right.charAt(i);
      if (a != b) {
        return Character.isSurrogate(a) == Character.isSurrogate(b)
            ? Character.compare(a, b)
            : Boolean.compare(Character.isSurrogate(a), Character.isSurrogate(b));
      }
    }
    return Integer.compare(left.length(), right.length());
  }
}
