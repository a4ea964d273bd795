package dev.millrace.formula.lowering;

import static dev.millrace.formula.Dialect.POSTGRESQL;

import dev.millrace.formula.postgres.PostgresFloats;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Aggregates over all rows of the element, given to each of its rows. */
public final class Totals {
  private static final int INTEGER_SUM_DIGITS = 37;

  /** Of as many rows as there can be it has 37 digits, which leaves one for what is added to it. */
  private static final TemplateOperator INTEGER_SUM =
      Primitives.each(
          "sum of integers",
          "CAST(sum({0}) OVER () AS DECIMAL(%d, 0))".formatted(INTEGER_SUM_DIGITS),
          "CAST(sum({0}) OVER () AS NUMERIC)");

  private static final TemplateOperator WHOLE_SUM =
      Primitives.each(
          "sum of whole numbers",
          "CAST(sum({0}) OVER () AS DECIMAL(38, 0))",
          "CAST(sum({0}) OVER () AS NUMERIC)");
  private static final TemplateOperator SUM = Primitives.everywhere("sum", "sum({0}) OVER ()");
  private static final TemplateOperator ORDINARY =
      TemplateOperator.named("ordinary term").on(POSTGRESQL, PostgresFloats.ORDINARY).build();
  private static final TemplateOperator HUGE =
      TemplateOperator.named("huge term").on(POSTGRESQL, PostgresFloats.HUGE).build();
  private static final TemplateOperator TOTAL =
      TemplateOperator.named("total").on(POSTGRESQL, PostgresFloats.TOTAL).build();
  private static final TemplateOperator MIN = Primitives.everywhere("min", "min({0}) OVER ()");
  private static final TemplateOperator MAX = Primitives.everywhere("max", "max({0}) OVER ()");
  private static final TemplateOperator ALL = Primitives.everywhere("all", "bool_and({0}) OVER ()");
  private static final TemplateOperator ANY = Primitives.everywhere("any", "bool_or({0}) OVER ()");
  private static final TemplateOperator COUNT =
      Primitives.everywhere("count", "count({0}) OVER ()");
  private static final TemplateOperator DISTINCT =
      Primitives.duckdb("count distinct", "count(DISTINCT {0}) OVER ()");

  /** Distinct values numbered in order, nulls last and without a number. */
  private static final TemplateOperator RANK =
      TemplateOperator.named("rank")
          .on(POSTGRESQL, "CASE WHEN {0} IS NOT NULL THEN dense_rank() OVER (ORDER BY {0}) END")
          .build();

  private static final TemplateOperator HIGHEST =
      TemplateOperator.named("highest rank")
          .on(POSTGRESQL, "COALESCE(max({0}) OVER (), 0)")
          .build();

  private static final TemplateOperator JOINED =
      Primitives.everywhere(
          "joined",
          "string_agg({0}, {1}) OVER ({order} "
              + "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");

  private static final TemplateOperator NOT_EMPTY =
      Primitives.everywhere("not empty", "NULLIF({0}, '')");

  private Totals() {}

  public static Fragment sum(SqlContext context, List<Fragment> arguments) {
    return sum(context, arguments.getFirst());
  }

  private static Fragment sum(SqlContext context, Fragment number) {
    if (Numbers.isFloat(number)) {
      return context.unbounded()
          ? carefully(context, number)
          : Numbers.finite(context, context.window(SUM, number.type(), number));
    }
    int scale = Numbers.scale(number);
    if (number.type().getSqlTypeName() == SqlTypeName.BIGINT) {
      return context.window(INTEGER_SUM, context.decimal(INTEGER_SUM_DIGITS, 0), number);
    }
    TemplateOperator operator = scale == 0 ? WHOLE_SUM : SUM;
    if (!context.unbounded() && WideTotals.isWide(number)) {
      return context.slot(WideTotals.sum(context, operator, number));
    }
    Fragment total = context.window(operator, context.decimal(Numbers.MAX_DIGITS, scale), number);
    return context.unbounded() ? context.slot(context.attempt(total)) : total;
  }

  /** A total of floats on an engine that fails if it is too large, even in between. */
  private static Fragment carefully(SqlContext context, Fragment number) {
    Fragment term = context.slot(number);
    RelDataType held = term.type();
    Fragment ordinary = context.window(SUM, held, context.call(ORDINARY, held, term));
    Fragment huge = context.window(SUM, held, context.call(HUGE, held, term));
    return context.call(TOTAL, held, ordinary, huge);
  }

  public static Fragment average(SqlContext context, List<Fragment> arguments) {
    Fragment number = arguments.getFirst();
    Fragment count = context.window(COUNT, context.type(SqlTypeName.BIGINT), number);
    return Division.divide(context, List.of(sum(context, number), count));
  }

  public static Fragment min(SqlContext context, List<Fragment> arguments) {
    return least(context, arguments.getFirst(), MIN, ALL);
  }

  public static Fragment max(SqlContext context, List<Fragment> arguments) {
    return least(context, arguments.getFirst(), MAX, ANY);
  }

  /** Of logical values, False is the least: all hold, or one does. */
  private static Fragment least(
      SqlContext context, Fragment value, TemplateOperator other, TemplateOperator logical) {
    boolean isLogical = value.type().getSqlTypeName() == SqlTypeName.BOOLEAN;
    return context.window(isLogical ? logical : other, value.type(), value);
  }

  public static Fragment count(SqlContext context, List<Fragment> arguments) {
    return counted(
        context, COUNT, arguments.isEmpty() ? context.literal(1L) : arguments.getFirst());
  }

  public static Fragment countDistinct(SqlContext context, List<Fragment> arguments) {
    Fragment counts = notEmpty(context, arguments.getFirst());
    RelDataType number = context.type(SqlTypeName.BIGINT);
    return context.unbounded()
        ? context.window(HIGHEST, number, context.window(RANK, number, context.slot(counts)))
        : context.window(DISTINCT, number, counts);
  }

  private static Fragment counted(SqlContext context, TemplateOperator operator, Fragment value) {
    return context.window(operator, context.type(SqlTypeName.BIGINT), notEmpty(context, value));
  }

  private static Fragment notEmpty(SqlContext context, Fragment value) {
    return value.type().getSqlTypeName() == SqlTypeName.VARCHAR
        ? context.call(NOT_EMPTY, value.type(), value)
        : value;
  }

  public static Fragment countIf(SqlContext context, List<Fragment> arguments) {
    return context.window(
        COUNT, context.type(SqlTypeName.BIGINT), where(context, arguments, context.literal(1L)));
  }

  /** The aggregate over the rows in which the conditions behind its argument hold. */
  public static Lowering where(Lowering aggregate) {
    return (context, arguments) ->
        aggregate.lower(
            context,
            List.of(where(context, arguments.subList(1, arguments.size()), arguments.getFirst())));
  }

  public static Fragment sumOfProducts(SqlContext context, List<Fragment> arguments) {
    Fragment product = arguments.getFirst();
    for (Fragment factor : arguments.subList(1, arguments.size())) {
      product = Decimals.multiply(context, List.of(product, factor));
    }
    return sum(context, product);
  }

  public static Fragment joined(SqlContext context, List<Fragment> arguments) {
    Fragment separator = arguments.size() > 1 ? arguments.get(1) : context.literal(",");
    return context.window(JOINED, arguments.getFirst().type(), arguments.getFirst(), separator);
  }

  private static Fragment where(SqlContext context, List<Fragment> conditions, Fragment value) {
    RelDataType logical = context.type(SqlTypeName.BOOLEAN);
    Fragment all =
        conditions.size() == 1
            ? conditions.getFirst()
            : context.standard(SqlStdOperatorTable.AND, logical, new ArrayList<>(conditions));
    return context.standard(
        SqlStdOperatorTable.CASE, value.type(), List.of(all, value, context.nullOf(value.type())));
  }
}
