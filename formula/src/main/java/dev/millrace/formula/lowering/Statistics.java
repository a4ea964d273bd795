package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Statistics over rows. They are floats. A square beyond what a float holds is an error to engines,
 * so that beyond {@value #LARGEST} there is null.
 */
public final class Statistics {
  private static final TemplateOperator BOUNDED =
      Primitives.everywhere("bounded", "CASE WHEN abs({0}) < 1e150 THEN {0} END");
  private static final TemplateOperator SIZE =
      Primitives.everywhere("size", "max(abs({0})) OVER ()");
  private static final TemplateOperator IF_BOUNDED =
      Primitives.everywhere("if bounded", "CASE WHEN {1} < 1e150 THEN {0} END");
  private static final TemplateOperator IF_BOTH =
      Primitives.everywhere("with", "CASE WHEN {1} IS NOT NULL THEN {0} END");

  private static final TemplateOperator PLACE =
      Primitives.everywhere("place", "row_number() OVER (ORDER BY {0} ASC NULLS LAST)");
  private static final TemplateOperator COUNT =
      Primitives.everywhere("count", "count({0}) OVER ()");
  private static final TemplateOperator MIDDLE =
      Primitives.everywhere("middle", "CASE WHEN 2 * {1} BETWEEN {2} AND {2} + 2 THEN {0} END");
  private static final TemplateOperator AT_PART =
      Primitives.everywhere("at part", "CASE WHEN {1} = greatest(1, ceil({3} * {2})) THEN {0} END");
  private static final TemplateOperator BELOW =
      Primitives.everywhere("below", "CASE WHEN {1} = floor({3} * ({2} - 1)) + 1 THEN {0} END");
  private static final TemplateOperator ABOVE =
      Primitives.everywhere("above", "CASE WHEN {1} = ceil({3} * ({2} - 1)) + 1 THEN {0} END");
  private static final TemplateOperator BETWEEN =
      Primitives.each("between", between("DOUBLE"), between("DOUBLE PRECISION"));

  private Statistics() {}

  private static String between(String type) {
    String part = "CAST({3} * ({2} - 1) - floor({3} * ({2} - 1)) AS %s)".formatted(type);
    return "{0} * (1 - " + part + ") + {1} * " + part;
  }

  public static Fragment deviation(SqlContext context, List<Fragment> arguments) {
    return ofOne(context, arguments.getFirst(), "stddev_samp");
  }

  public static Fragment variance(SqlContext context, List<Fragment> arguments) {
    return ofOne(context, arguments.getFirst(), "var_samp");
  }

  public static Fragment populationVariance(SqlContext context, List<Fragment> arguments) {
    return ofOne(context, arguments.getFirst(), "var_pop");
  }

  private static Fragment ofOne(SqlContext context, Fragment number, String function) {
    Fragment value = context.slot(Numbers.toFloat(context, number));
    TemplateOperator operator = Primitives.everywhere(function, function + "({0}) OVER ()");
    RelDataType held = value.type();
    Fragment result =
        context.window(operator, held, context.slot(context.call(BOUNDED, held, value)));
    Fragment size = context.window(SIZE, held, value);
    return Numbers.finite(context, context.call(IF_BOUNDED, held, result, size));
  }

  /** A statistic of two columns over the rows in which both have a value. */
  public static Lowering ofPairs(String function) {
    TemplateOperator operator = Primitives.everywhere(function, function + "({0}, {1}) OVER ()");
    return (context, arguments) -> {
      Fragment left = context.slot(Numbers.toFloat(context, arguments.get(0)));
      Fragment right = context.slot(Numbers.toFloat(context, arguments.get(1)));
      RelDataType held = left.type();
      Fragment y = context.slot(context.call(IF_BOTH, held, left, right));
      Fragment x = context.slot(context.call(IF_BOTH, held, right, left));
      Fragment result =
          context.window(
              operator,
              held,
              context.slot(context.call(BOUNDED, held, y)),
              context.slot(context.call(BOUNDED, held, x)));
      Fragment bounded = context.call(IF_BOUNDED, held, result, context.window(SIZE, held, y));
      return Numbers.finite(
          context, context.call(IF_BOUNDED, held, bounded, context.window(SIZE, held, x)));
    };
  }

  public static Fragment median(SqlContext context, List<Fragment> arguments) {
    Fragment number = context.slot(arguments.getFirst());
    Fragment middle =
        context.call(MIDDLE, number.type(), number, place(context, number), count(context, number));
    return Totals.average(context, List.of(context.slot(middle)));
  }

  public static Fragment percentile(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.getFirst());
    Fragment picked =
        context.call(
            AT_PART,
            value.type(),
            value,
            place(context, value),
            count(context, value),
            arguments.get(1));
    return Totals.max(context, List.of(context.slot(picked)));
  }

  /** Between the two values nearest to that part of the way. */
  public static Fragment interpolated(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(Numbers.toFloat(context, arguments.getFirst()));
    Fragment place = place(context, value);
    Fragment count = count(context, value);
    Fragment part = arguments.get(1);
    RelDataType held = value.type();
    Fragment below = context.call(BELOW, held, value, place, count, part);
    Fragment above = context.call(ABOVE, held, value, place, count, part);
    return context.call(
        BETWEEN,
        held,
        Totals.max(context, List.of(context.slot(below))),
        Totals.max(context, List.of(context.slot(above))),
        count,
        part);
  }

  private static Fragment place(SqlContext context, Fragment value) {
    return context.window(PLACE, context.type(SqlTypeName.BIGINT), value);
  }

  private static Fragment count(SqlContext context, Fragment value) {
    return context.window(COUNT, context.type(SqlTypeName.BIGINT), value);
  }
}
