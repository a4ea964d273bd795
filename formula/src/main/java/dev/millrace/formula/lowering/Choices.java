package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** What chooses among values, the extremes among them, and the connectives. */
public final class Choices {
  private static final int BIGINT_DIGITS = 19;
  private static final TemplateOperator COALESCE =
      Primitives.everywhere("coalesce", "COALESCE({0...})");

  private static final TemplateOperator REACHES =
      Primitives.everywhere("reaches", "CASE WHEN {0} >= {1} THEN {2} ELSE {3} END");
  private static final TemplateOperator IF_KNOWN =
      Primitives.everywhere("if known", "CASE WHEN {1} IS NOT NULL THEN {0} END");

  private Choices() {}

  /** The values as one type holds them; what does not fit there becomes null. */
  static List<Fragment> unified(SqlContext context, List<Fragment> values) {
    List<Fragment> given = values.stream().filter(value -> !value.isNull()).toList();
    if (given.isEmpty()) {
      return values;
    }
    RelDataType type = common(context, given);
    boolean tooWide = tooWide(given);
    List<Fragment> unified = new ArrayList<>();
    for (Fragment value : values) {
      if (value.isNull()) {
        unified.add(context.nullOf(type));
      } else if (Numbers.isHeldAs(value, type)) {
        unified.add(value);
      } else {
        Fragment cast =
            type.getSqlTypeName() == SqlTypeName.DOUBLE
                ? Numbers.toFloat(context, value)
                : context.cast(value, type);
        unified.add(tooWide ? context.attempt(cast) : cast);
      }
    }
    return unified;
  }

  private static RelDataType common(SqlContext context, List<Fragment> values) {
    RelDataType first = values.getFirst().type();
    if (!Numbers.isNumber(first)) {
      return first;
    }
    if (Numbers.anyFloat(values)) {
      return context.type(SqlTypeName.DOUBLE);
    }
    int scale = maxScale(values);
    if (scale == 0 && maxWhole(values) <= BIGINT_DIGITS) {
      return context.type(SqlTypeName.BIGINT);
    }
    return context.decimal(Math.min(Numbers.MAX_DIGITS, maxWhole(values) + scale), scale);
  }

  private static boolean tooWide(List<Fragment> values) {
    return Numbers.isNumber(values.getFirst().type())
        && maxWhole(values) + maxScale(values) > Numbers.MAX_DIGITS;
  }

  private static int maxScale(List<Fragment> values) {
    return values.stream().mapToInt(Numbers::scale).max().orElse(0);
  }

  private static int maxWhole(List<Fragment> values) {
    return values.stream().mapToInt(Numbers::wholeDigits).max().orElse(1);
  }

  private static RelDataType typeOf(SqlContext context, List<Fragment> values) {
    List<Fragment> given = values.stream().filter(value -> !value.isNull()).toList();
    return given.isEmpty() ? values.getFirst().type() : common(context, given);
  }

  public static Fragment ifThen(SqlContext context, List<Fragment> arguments) {
    List<Fragment> values = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i += 2) {
      values.add(arguments.get(i));
    }
    boolean hasElse = arguments.size() % 2 == 1;
    if (hasElse) {
      values.add(arguments.getLast());
    }
    List<Fragment> unified = unified(context, values);
    RelDataType type = typeOf(context, values);
    List<Fragment> branches = new ArrayList<>();
    for (int i = 0; i < arguments.size() / 2; i++) {
      branches.add(arguments.get(2 * i));
      branches.add(unified.get(i));
    }
    branches.add(hasElse ? unified.getLast() : context.nullOf(type));
    return context.standard(SqlStdOperatorTable.CASE, type, branches);
  }

  public static Fragment switchOn(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.getFirst());
    List<Fragment> branches = new ArrayList<>(arguments.subList(1, arguments.size()));
    for (int i = 0; i + 1 < branches.size(); i += 2) {
      branches.set(i, Comparisons.equal(context, List.of(value, branches.get(i))));
    }
    return ifThen(context, branches);
  }

  public static Fragment choose(SqlContext context, List<Fragment> arguments) {
    Fragment index = context.slot(arguments.getFirst());
    List<Fragment> branches = new ArrayList<>();
    for (int i = 1; i < arguments.size(); i++) {
      branches.add(Comparisons.equal(context, List.of(index, context.literal((long) i))));
      branches.add(arguments.get(i));
    }
    return ifThen(context, branches);
  }

  public static Fragment coalesce(SqlContext context, List<Fragment> arguments) {
    return context.call(COALESCE, typeOf(context, arguments), unified(context, arguments));
  }

  public static Fragment zeroForNull(SqlContext context, List<Fragment> arguments) {
    return coalesce(context, List.of(arguments.getFirst(), context.literal(0L)));
  }

  public static Fragment nullIf(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.getFirst());
    Fragment same = Comparisons.equal(context, List.of(value, arguments.get(1)));
    return context.standard(
        SqlStdOperatorTable.CASE, value.type(), List.of(same, context.nullOf(value.type()), value));
  }

  public static Fragment isNull(SqlContext context, List<Fragment> arguments) {
    return logical(context, SqlStdOperatorTable.IS_NULL, arguments);
  }

  public static Fragment isNotNull(SqlContext context, List<Fragment> arguments) {
    return logical(context, SqlStdOperatorTable.IS_NOT_NULL, arguments);
  }

  public static Fragment and(SqlContext context, List<Fragment> arguments) {
    return logical(context, SqlStdOperatorTable.AND, arguments);
  }

  public static Fragment or(SqlContext context, List<Fragment> arguments) {
    return logical(context, SqlStdOperatorTable.OR, arguments);
  }

  public static Fragment not(SqlContext context, List<Fragment> arguments) {
    return logical(context, SqlStdOperatorTable.NOT, arguments);
  }

  private static Fragment logical(
      SqlContext context, SqlOperator operator, List<Fragment> arguments) {
    return context.standard(operator, context.type(SqlTypeName.BOOLEAN), arguments);
  }

  /** The engine's own function, which leaves out Null. */
  public static Lowering known(String function) {
    TemplateOperator operator = Primitives.everywhere(function, function + "({0...})");
    return (context, arguments) -> {
      List<Fragment> unified = Choices.unified(context, arguments);
      return context.call(operator, unified.getFirst().type(), unified);
    };
  }

  /** Null if one of them is. */
  public static Lowering strict(String function) {
    TemplateOperator operator =
        Primitives.everywhere(
            function,
            "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN " + function + "({0}, {1}) END");
    return (context, arguments) -> {
      List<Fragment> unified = Choices.unified(context, arguments);
      Fragment extreme = unified.getFirst();
      for (Fragment value : unified.subList(1, unified.size())) {
        extreme =
            context.call(operator, extreme.type(), context.slot(extreme), context.slot(value));
      }
      return extreme;
    };
  }

  /** One more than the number of the last bound that the value reaches. */
  public static Fragment bin(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.getFirst());
    Fragment bin = context.literal(1L);
    for (int i = 1; i < arguments.size(); i++) {
      bin =
          context.call(
              REACHES,
              context.type(SqlTypeName.BIGINT),
              value,
              arguments.get(i),
              context.literal(i + 1L),
              bin);
    }
    return strictly(context, arguments, bin);
  }

  private static Fragment strictly(SqlContext context, List<Fragment> arguments, Fragment result) {
    Fragment guarded = result;
    for (Fragment argument : arguments) {
      guarded = context.call(IF_KNOWN, result.type(), guarded, context.slot(argument));
    }
    return guarded;
  }
}
