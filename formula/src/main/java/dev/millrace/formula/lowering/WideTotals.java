package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/**
 * Totals of decimals that may have more than 38 digits, on an engine that fails there: the largest
 * terms, of which there are hardly ever any, are added up in two halves.
 */
final class WideTotals {
  /** Of terms with so many digits a table has too few rows to make more than 38. */
  private static final int SAFE_DIGITS = 28;

  private static final TemplateOperator SUM =
      Primitives.duckdb("sum of halves", "sum({0}) OVER ()");
  private static final TemplateOperator ORDINARY =
      Primitives.duckdb("ordinary term", "CASE WHEN abs(CAST({0} AS DOUBLE)) < {1} THEN {0} END");
  private static final TemplateOperator HUGE =
      Primitives.duckdb("huge term", "CASE WHEN abs(CAST({0} AS DOUBLE)) >= {1} THEN {0} END");
  private static final TemplateOperator HIGH =
      Primitives.duckdb("high half", "({0} // 1000000000000000000)");
  private static final TemplateOperator LOW =
      Primitives.duckdb("low half", "({0} % 1000000000000000000)");
  private static final TemplateOperator JOINED =
      Primitives.duckdb("joined halves", "TRY({0} * 1000000000000000000 + {1} + COALESCE({2}, 0))");

  private WideTotals() {}

  static boolean isWide(Fragment number) {
    return Numbers.digits(number) > SAFE_DIGITS;
  }

  static Fragment sum(SqlContext context, TemplateOperator plainly, Fragment number) {
    int scale = Numbers.scale(number);
    Fragment bound = context.literal(Math.pow(10, SAFE_DIGITS - scale));
    Fragment term = context.slot(number);
    Fragment ordinary =
        context.window(
            plainly,
            context.decimal(Numbers.MAX_DIGITS, scale),
            context.call(ORDINARY, term.type(), term, bound));
    RelDataType whole = context.decimal(Numbers.MAX_DIGITS, 0);
    Fragment digits =
        context.slot(Division.unscaled(context, context.call(HUGE, term.type(), term, bound)));
    Fragment high = context.window(SUM, whole, context.call(HIGH, whole, digits));
    Fragment low = context.window(SUM, whole, context.call(LOW, whole, digits));
    Fragment joined = context.call(JOINED, whole, high, low, Division.unscaled(context, ordinary));
    return context.standard(
        SqlStdOperatorTable.CASE,
        ordinary.type(),
        List.of(
            context.standard(SqlStdOperatorTable.IS_NULL, context.type(SqlTypeName.BOOLEAN), high),
            ordinary,
            Division.scaledDown(context, joined, scale)));
  }
}
