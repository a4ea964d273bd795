package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Totals {
  private Totals() {}

  public static Fragment sum(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment average(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment min(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment max(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment count(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment countDistinct(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment countIf(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment sumIf(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
