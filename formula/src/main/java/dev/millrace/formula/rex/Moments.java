package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Moments {
  private Moments() {}

  public static Fragment add(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment between(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
