package dev.millrace.formula.local;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.value.Arithmetic;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What two columns have to do with each other, over the rows in which both have a value.
 *
 * @param count rows; 0 also if one of them is beyond all bounds
 * @param yy sum of squares of the distances of y from its mean, likewise for x and for both
 */
public record Pairs(int count, double meanY, double meanX, double yy, double xx, double yx) {
  /** Its square, and the sum of very many of them, are floats still; beyond it there is Null. */
  public static final double LARGEST = 1e150;

  /** Of the first two arguments of each row, y and x. */
  public static Pairs of(List<Arguments> rows) {
    List<Arguments> whole =
        rows.stream().filter(row -> row.orNull(0) != null && row.orNull(1) != null).toList();
    if (whole.isEmpty()) {
      return new Pairs(0, 0, 0, 0, 0, 0);
    }
    // Around the first, so that what never changes has no distance from its mean.
    double firstY = whole.getFirst().number(0).doubleValue();
    double firstX = whole.getFirst().number(1).doubleValue();
    double y = firstY;
    double x = firstX;
    for (Arguments row : whole) {
      if (!bounded(row.number(0)) || !bounded(row.number(1))) {
        return new Pairs(0, 0, 0, 0, 0, 0);
      }
      y += (row.number(0).doubleValue() - firstY) / whole.size();
      x += (row.number(1).doubleValue() - firstX) / whole.size();
    }
    double yy = 0;
    double xx = 0;
    double yx = 0;
    for (Arguments row : whole) {
      double toY = row.number(0).doubleValue() - y;
      double toX = row.number(1).doubleValue() - x;
      yy += toY * toY;
      xx += toX * toX;
      yx += toY * toX;
    }
    return new Pairs(whole.size(), y, x, yy, xx, yx);
  }

  private static boolean bounded(Number number) {
    return Math.abs(number.doubleValue()) < LARGEST;
  }

  public @Nullable Number correlation() {
    return xx == 0 || yy == 0 ? null : Arithmetic.finite(yx / (Math.sqrt(xx) * Math.sqrt(yy)));
  }

  public @Nullable Number slope() {
    return xx == 0 ? null : Arithmetic.finite(yx / xx);
  }

  public @Nullable Number intercept() {
    return xx == 0 ? null : Arithmetic.finite(meanY - yx / xx * meanX);
  }

  /** A line explains a y that never changes wholly. */
  public @Nullable Number explained() {
    if (xx == 0) {
      return null;
    }
    return yy == 0 ? Arithmetic.finite(1) : Arithmetic.finite(yx / xx * (yx / yy));
  }
}
