package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Comparisons. Numbers of different kinds are brought to one without losing a digit. */
public final class Comparisons {
  private static final TemplateOperator IN = Primitives.everywhere("in", "({0} IN ({1...}))");

  private Comparisons() {}

  public static Fragment equal(SqlContext context, List<Fragment> arguments) {
    return compare(context, SqlStdOperatorTable.EQUALS, arguments.get(0), arguments.get(1));
  }

  public static Fragment notEqual(SqlContext context, List<Fragment> arguments) {
    return compare(context, SqlStdOperatorTable.NOT_EQUALS, arguments.get(0), arguments.get(1));
  }

  public static Fragment less(SqlContext context, List<Fragment> arguments) {
    return compare(context, SqlStdOperatorTable.LESS_THAN, arguments.get(0), arguments.get(1));
  }

  public static Fragment lessOrEqual(SqlContext context, List<Fragment> arguments) {
    return compare(
        context, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, arguments.get(0), arguments.get(1));
  }

  public static Fragment greater(SqlContext context, List<Fragment> arguments) {
    return compare(context, SqlStdOperatorTable.GREATER_THAN, arguments.get(0), arguments.get(1));
  }

  public static Fragment greaterOrEqual(SqlContext context, List<Fragment> arguments) {
    return compare(
        context, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, arguments.get(0), arguments.get(1));
  }

  public static Fragment between(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.get(0));
    return context.standard(
        SqlStdOperatorTable.AND,
        context.type(SqlTypeName.BOOLEAN),
        compare(context, SqlStdOperatorTable.GREATER_THAN_OR_EQUAL, value, arguments.get(1)),
        compare(context, SqlStdOperatorTable.LESS_THAN_OR_EQUAL, value, arguments.get(2)));
  }

  public static Fragment in(SqlContext context, List<Fragment> arguments) {
    return context.call(IN, context.type(SqlTypeName.BOOLEAN), Choices.unified(context, arguments));
  }

  private static Fragment compare(
      SqlContext context, SqlOperator operator, Fragment left, Fragment right) {
    RelDataType logical = context.type(SqlTypeName.BOOLEAN);
    if (!Numbers.isNumber(left.type())) {
      return context.standard(operator, logical, left, right);
    }
    int scale = Math.max(Numbers.scale(left), Numbers.scale(right));
    int digits = Math.max(Numbers.wholeDigits(left), Numbers.wholeDigits(right)) + scale;
    if (digits > Numbers.MAX_DIGITS && !Numbers.anyFloat(List.of(left, right))) {
      return wide(context, operator, left, right, scale);
    }
    return context.standard(operator, logical, Choices.unified(context, List.of(left, right)));
  }

  /**
   * Where one type cannot hold both: a number that does not fit beside the other's fraction digits
   * is larger than any that does, so its sign decides.
   */
  private static Fragment wide(
      SqlContext context, SqlOperator operator, Fragment left, Fragment right, int scale) {
    RelDataType logical = context.type(SqlTypeName.BOOLEAN);
    RelDataType held = context.decimal(Numbers.MAX_DIGITS, scale);
    Fragment first = context.slot(left);
    Fragment second = context.slot(right);
    Fragment firstHeld = context.slot(context.attempt(context.cast(first, held)));
    Fragment secondHeld = context.slot(context.attempt(context.cast(second, held)));
    Fragment zero = context.literal(0L);
    List<Fragment> branches = new ArrayList<>();
    branches.add(both(context, firstHeld, secondHeld));
    branches.add(context.standard(operator, logical, firstHeld, secondHeld));
    branches.add(both(context, first, secondHeld));
    branches.add(context.standard(operator, logical, first, zero));
    branches.add(both(context, firstHeld, second));
    branches.add(context.standard(operator, logical, zero, second));
    branches.add(context.nullOf(logical));
    return context.standard(SqlStdOperatorTable.CASE, logical, branches);
  }

  private static Fragment both(SqlContext context, Fragment left, Fragment right) {
    RelDataType logical = context.type(SqlTypeName.BOOLEAN);
    return context.standard(
        SqlStdOperatorTable.AND,
        logical,
        context.standard(SqlStdOperatorTable.IS_NOT_NULL, logical, left),
        context.standard(SqlStdOperatorTable.IS_NOT_NULL, logical, right));
  }
}
