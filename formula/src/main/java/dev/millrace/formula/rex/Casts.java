package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Casts {
  private Casts() {}

  public static Fragment text(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment number(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment logical(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment date(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
