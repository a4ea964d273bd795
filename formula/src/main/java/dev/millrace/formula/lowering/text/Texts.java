package dev.millrace.formula.lowering.text;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** Text functions with a varying number of arguments. */
public final class Texts {
  private static final TemplateOperator JOIN = Primitives.everywhere("join", "({0} || {1})");
  private static final TemplateOperator CONTAINS =
      Primitives.each("contains", "contains({0}, {1})", "(strpos({0}, {1}) > 0)");

  /** Null if one side is, which Or is not. */
  private static final TemplateOperator STRICT_OR =
      Primitives.everywhere("strict or", "(CAST({0} AS INTEGER) + CAST({1} AS INTEGER) > 0)");

  private static final TemplateOperator MIDDLE =
      Primitives.everywhere(
          "Mid",
          "CASE WHEN {1} >= 1 AND {2} >= 1 THEN substr({0}, {1}, {2}) "
              + "WHEN {1} IS NOT NULL AND {2} IS NOT NULL THEN left({0}, 0) END");

  private Texts() {}

  public static Fragment concat(SqlContext context, List<Fragment> arguments) {
    if (arguments.size() == 1) {
      return arguments.getFirst();
    }
    int half = arguments.size() / 2;
    return context.call(
        JOIN,
        context.type(SqlTypeName.VARCHAR),
        concat(context, arguments.subList(0, half)),
        concat(context, arguments.subList(half, arguments.size())));
  }

  public static Fragment middle(SqlContext context, List<Fragment> arguments) {
    Fragment length = arguments.size() > 2 ? arguments.get(2) : context.literal(1_000_000_000L);
    return context.call(
        MIDDLE, context.type(SqlTypeName.VARCHAR), arguments.get(0), arguments.get(1), length);
  }

  public static Fragment contains(SqlContext context, List<Fragment> arguments) {
    Fragment text = context.slot(arguments.getFirst());
    return anyOf(context, text, arguments.subList(1, arguments.size()));
  }

  private static Fragment anyOf(SqlContext context, Fragment text, List<Fragment> searches) {
    if (searches.size() == 1) {
      return context.call(CONTAINS, context.type(SqlTypeName.BOOLEAN), text, searches.getFirst());
    }
    int half = searches.size() / 2;
    return context.call(
        STRICT_OR,
        context.type(SqlTypeName.BOOLEAN),
        anyOf(context, text, searches.subList(0, half)),
        anyOf(context, text, searches.subList(half, searches.size())));
  }
}
