package dev.millrace.formula.rex;

import java.util.List;

/** Stub. */
public final class Choices {
  private Choices() {}

  public static Fragment ifThen(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment switchOn(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment coalesce(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment zeroForNull(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment nullIf(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment isNull(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment isNotNull(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment and(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment or(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }

  public static Fragment not(SqlContext context, List<Fragment> arguments) {
    return context.literal(null);
  }
}
