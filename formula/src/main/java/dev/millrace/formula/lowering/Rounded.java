package dev.millrace.formula.lowering;

import dev.millrace.formula.postgres.PostgresFloats;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rounding, sizes and the functions that bring floats. */
public final class Rounded {
  private static final TemplateOperator ROUND = Primitives.everywhere("round", "round({0}, {1})");
  private static final TemplateOperator FLOOR = Primitives.everywhere("floor", "floor({0})");
  private static final TemplateOperator CEILING = Primitives.everywhere("ceiling", "ceil({0})");
  private static final TemplateOperator ABS = Primitives.everywhere("abs", "abs({0})");
  private static final TemplateOperator SQRT =
      Primitives.each("sqrt", "sqrt({0})", "sqrt(CASE WHEN {0} >= 0 THEN {0} END)");
  private static final TemplateOperator POWER =
      Primitives.each("power", "pow({0}, {1})", PostgresFloats.POWER);

  /** A float as its shortest decimal, rounded as text is; beyond that it has no such digits. */
  private static final TemplateOperator OR_ITSELF =
      Primitives.everywhere("or itself", "COALESCE(CAST({1} AS DOUBLE PRECISION), {0})");

  private Rounded() {}

  public static Fragment round(SqlContext context, List<Fragment> arguments) {
    Fragment number = arguments.getFirst();
    int digits = arguments.size() > 1 ? digits(context, arguments.get(1)) : 0;
    if (Numbers.isFloat(number)) {
      return roundFloat(context, number, digits);
    }
    int scale = Numbers.scale(number);
    if (digits >= scale) {
      return number;
    }
    int kept = Math.max(digits, 0);
    int size = Math.min(Numbers.MAX_DIGITS, Numbers.wholeDigits(number) + kept + 1);
    return context.attempt(
        context.call(
            ROUND,
            context.decimal(size, kept),
            Numbers.decimal(context, number),
            context.literal((long) Math.max(digits, -Numbers.MAX_DIGITS))));
  }

  static int digits(SqlContext context, Fragment digits) {
    if (digits.literal() instanceof Number number) {
      return (int) Math.clamp(Math.round(number.doubleValue()), -400L, 400L);
    }
    throw context.unsupported("The number of digits must be written in the formula.");
  }

  private static Fragment roundFloat(SqlContext context, Fragment number, int digits) {
    if (digits < 0) {
      throw context.unsupported(
          "A float cannot be rounded to tens here. Round it to 0 digits first.");
    }
    if (digits >= Numbers.MAX_DIGITS) {
      return number;
    }
    Fragment written = context.cast(number, context.type(SqlTypeName.VARCHAR));
    RelDataType held = context.decimal(Numbers.MAX_DIGITS, digits);
    return context.call(
        OR_ITSELF, number.type(), number, context.attempt(context.cast(written, held)));
  }

  public static Fragment floor(SqlContext context, List<Fragment> arguments) {
    return toWhole(context, FLOOR, arguments.getFirst());
  }

  public static Fragment ceiling(SqlContext context, List<Fragment> arguments) {
    return toWhole(context, CEILING, arguments.getFirst());
  }

  private static Fragment toWhole(SqlContext context, TemplateOperator operator, Fragment number) {
    if (Numbers.isFloat(number)) {
      return context.call(operator, number.type(), number);
    }
    if (Numbers.scale(number) == 0) {
      return number;
    }
    int digits = Math.min(Numbers.MAX_DIGITS, Numbers.wholeDigits(number) + 1);
    return context.call(operator, context.decimal(digits, 0), Numbers.decimal(context, number));
  }

  public static Fragment absolute(SqlContext context, List<Fragment> arguments) {
    Fragment number = arguments.getFirst();
    Fragment held = Numbers.isFloat(number) ? number : Numbers.decimal(context, number);
    return context.call(ABS, held.type(), held);
  }

  public static Fragment squareRoot(SqlContext context, List<Fragment> arguments) {
    Fragment number = Numbers.toFloat(context, arguments.getFirst());
    return Numbers.finite(context, context.call(SQRT, number.type(), number));
  }

  public static Fragment power(SqlContext context, List<Fragment> arguments) {
    Fragment base = Numbers.toFloat(context, arguments.get(0));
    Fragment exponent = Numbers.toFloat(context, arguments.get(1));
    return Numbers.finite(context, context.call(POWER, base.type(), base, exponent));
  }
}
