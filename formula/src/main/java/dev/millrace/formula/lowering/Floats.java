package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;

/** Functions that give floats, whatever their arguments are. */
public final class Floats {
  private Floats() {}

  /**
   * A function that all engines write alike.
   *
   * @param sql total: it raises no error for any float
   */
  public static Lowering everywhere(String name, String sql) {
    return each(name, sql, sql);
  }

  /** A function that each engine writes in its own way; both are total. */
  public static Lowering each(String name, String duckdb, String postgresql) {
    TemplateOperator operator = Primitives.each(name, duckdb, postgresql);
    return (context, arguments) -> of(context, operator, arguments);
  }

  private static Fragment of(
      SqlContext context, TemplateOperator operator, List<Fragment> arguments) {
    List<Fragment> floats =
        arguments.stream().map(number -> Numbers.toFloat(context, number)).toList();
    return Numbers.finite(
        context, context.slot(context.call(operator, floats.getFirst().type(), floats)));
  }

  /** The number itself. */
  public static Lowering constant(double number) {
    return (context, arguments) -> context.literal(number);
  }
}
