package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Comparisons {
  private Comparisons() {}

  public static Fragment equal(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment notEqual(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment less(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment lessOrEqual(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment greater(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment greaterOrEqual(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment between(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment in(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
