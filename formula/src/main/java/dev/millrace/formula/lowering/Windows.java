package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** Functions that look at the rows around, in the order of the element. */
public final class Windows {
  private static final String WHOLE = "ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING";
  private static final String SO_FAR = "ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW";
  private static final TemplateOperator FIRST =
      over("first", "first_value({0})", "{order} " + WHOLE);
  private static final TemplateOperator LAST = over("last", "last_value({0})", "{order} " + WHOLE);
  private static final TemplateOperator NTH =
      over("nth", "nth_value({0}, {1})", "{order} " + WHOLE);

  /** What is not null comes first, whatever the order. */
  private static final TemplateOperator KNOWN = Primitives.everywhere("known", "({0} IS NOT NULL)");

  private static final TemplateOperator FILLED_SO_FAR =
      over("filled so far", "count({0})", "{order} " + SO_FAR);
  private static final TemplateOperator FIRST_OF_FILL =
      Primitives.everywhere(
          "first of fill", "first_value({0}) OVER (PARTITION BY {1} {order} " + WHOLE + ")");
  private static final TemplateOperator ROW_NUMBER = over("row number", "row_number()", "{order}");

  private Windows() {}

  private static TemplateOperator over(String name, String function, String window) {
    return Primitives.everywhere(name, function + " OVER (" + window + ")");
  }

  /** The value some rows away. */
  public static Lowering shifted(String function) {
    TemplateOperator plain = over(function, function + "({0}, {1})", "{order}");
    TemplateOperator orElse = over(function, function + "({0}, {1}, {2})", "{order}");
    return (context, arguments) -> {
      Fragment offset = arguments.size() > 1 ? arguments.get(1) : context.literal(1L);
      if (arguments.size() < 3) {
        Fragment value = arguments.getFirst();
        return context.window(plain, value.type(), value, offset);
      }
      List<Fragment> both = Choices.unified(context, List.of(arguments.get(0), arguments.get(2)));
      List<Fragment> alike = alike(context, both.get(0), both.get(1));
      Fragment value = alike.get(0);
      return context.window(orElse, value.type(), value, offset, alike.get(1));
    };
  }

  /** Numbers as wide as any, since engines squeeze the default into the value's type. */
  private static List<Fragment> alike(SqlContext context, Fragment value, Fragment orElse) {
    boolean exact =
        value.type().getFamily() == SqlTypeFamily.NUMERIC
            && !Numbers.isFloat(value)
            && !Numbers.isFloat(orElse);
    boolean same =
        value.literal() == null && orElse.literal() == null && value.type().equals(orElse.type());
    if (!exact || same) {
      return List.of(value, orElse);
    }
    int scale = Math.max(Numbers.scale(value), Numbers.scale(orElse));
    RelDataType wide = context.decimal(Numbers.MAX_DIGITS, scale);
    return List.of(context.cast(value, wide), context.cast(orElse, wide));
  }

  public static Fragment first(SqlContext context, List<Fragment> arguments) {
    return context.window(FIRST, arguments.getFirst().type(), arguments.getFirst());
  }

  public static Fragment last(SqlContext context, List<Fragment> arguments) {
    return context.window(LAST, arguments.getFirst().type(), arguments.getFirst());
  }

  public static Fragment nth(SqlContext context, List<Fragment> arguments) {
    return context.window(NTH, arguments.getFirst().type(), arguments);
  }

  public static Fragment firstNonNull(SqlContext context, List<Fragment> arguments) {
    return nonNull(context, arguments.getFirst(), "first_value({0}) OVER (ORDER BY {1} DESC, ");
  }

  public static Fragment lastNonNull(SqlContext context, List<Fragment> arguments) {
    return nonNull(context, arguments.getFirst(), "last_value({0}) OVER (ORDER BY {1} ASC, ");
  }

  private static Fragment nonNull(SqlContext context, Fragment value, String start) {
    Fragment kept = context.slot(value);
    Fragment known = context.call(KNOWN, context.type(SqlTypeName.BOOLEAN), kept);
    Fragment place = rowNumber(context);
    TemplateOperator operator = Primitives.everywhere("non-null", start + "{2} " + WHOLE + ")");
    return context.window(operator, value.type(), kept, known, place);
  }

  private static Fragment rowNumber(SqlContext context) {
    return context.window(ROW_NUMBER, context.type(SqlTypeName.BIGINT));
  }

  /** The rows from one that has a value to the next are a partition. */
  public static Fragment fillDown(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.getFirst());
    Fragment fill = context.window(FILLED_SO_FAR, context.type(SqlTypeName.BIGINT), value);
    return context.window(FIRST_OF_FILL, value.type(), value, fill);
  }

  /** An aggregate over the rows up to each row. */
  public static Lowering cumulative(Lowering aggregate) {
    return (context, arguments) ->
        context.framed(SO_FAR, () -> aggregate.lower(context, arguments));
  }

  /**
   * An aggregate over some rows above and below each row.
   *
   * @param values how many arguments the aggregate has
   */
  public static Lowering moving(Lowering aggregate, int values) {
    return (context, arguments) -> {
      String above = String.valueOf(arguments.get(values).literal());
      String below =
          arguments.size() > values + 1 ? String.valueOf(arguments.get(values + 1).literal()) : "0";
      return context.framed(
          "ROWS BETWEEN %s PRECEDING AND %s FOLLOWING".formatted(above, below),
          () -> aggregate.lower(context, arguments.subList(0, values)));
    };
  }

  /** A rank that rows with the same value share. */
  public static Lowering rank(String function, SqlTypeName type) {
    return (context, arguments) ->
        arguments.isEmpty()
            ? context.window(over(function, function + "()", "{order}"), context.type(type))
            : context.window(
                over(function, function + "()", "ORDER BY {0} " + direction(arguments, 1)),
                context.type(type),
                arguments.getFirst());
  }

  /** A place that each row has for itself. */
  public static Fragment rowNumber(SqlContext context, List<Fragment> arguments) {
    return arguments.isEmpty()
        ? rowNumber(context)
        : context.window(
            over("row number", "row_number()", "ORDER BY {0} " + direction(arguments, 1) + ", {1}"),
            context.type(SqlTypeName.BIGINT),
            arguments.getFirst(),
            rowNumber(context));
  }

  public static Fragment ntile(SqlContext context, List<Fragment> arguments) {
    RelDataType type = context.type(SqlTypeName.BIGINT);
    List<Fragment> all = new ArrayList<>(arguments.subList(0, 2));
    all.add(rowNumber(context));
    return context.window(
        over("ntile", "ntile({0})", "ORDER BY {1} " + direction(arguments, 2) + ", {2}"),
        type,
        all);
  }

  /** Null ranks as the largest. */
  private static String direction(List<Fragment> arguments, int at) {
    return arguments.size() > at && "desc".equals(arguments.get(at).literal())
        ? "DESC NULLS FIRST"
        : "ASC NULLS LAST";
  }
}
