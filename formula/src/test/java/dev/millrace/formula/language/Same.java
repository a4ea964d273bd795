package dev.millrace.formula.language;

import dev.millrace.formula.value.Ordering;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Whether two results are the same: floats within 1e-12 of their size, all else exactly. */
final class Same {
  private Same() {}

  static boolean same(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return left == null && right == null;
    }
    Object first = plain(left);
    Object second = plain(right);
    if (first instanceof Double || second instanceof Double) {
      return near(((Number) first).doubleValue(), ((Number) second).doubleValue());
    }
    if (first instanceof List<?> members) {
      return second instanceof List<?> others
          && members.size() == others.size()
          && IntStream.range(0, members.size()).allMatch(i -> same(members.get(i), others.get(i)));
    }
    if (first instanceof Number) {
      return Ordering.NATURAL.compare(first, second) == 0;
    }
    return first.equals(second);
  }

  private static boolean near(double left, double right) {
    double size = Math.max(Math.abs(left), Math.abs(right));
    return Math.abs(left - right) <= size * 1e-12;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Byte number -> Long.valueOf(number);
      case Short number -> Long.valueOf(number);
      case Integer number -> Long.valueOf(number);
      case BigInteger number -> new BigDecimal(number);
      default -> value;
    };
  }
}
