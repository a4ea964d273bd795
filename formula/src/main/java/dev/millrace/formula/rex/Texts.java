package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Texts {
  private Texts() {}

  public static Fragment concat(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment middle(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment contains(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
