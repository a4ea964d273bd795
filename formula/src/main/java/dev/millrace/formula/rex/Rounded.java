package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Rounded {
  private Rounded() {}

  public static Fragment round(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment floor(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment ceiling(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment absolute(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment squareRoot(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment power(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
