package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Decimals {
  private Decimals() {}

  public static Fragment add(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment subtract(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment multiply(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment remainder(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment negate(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
