package dev.millrace.formula.lowering;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.postgres.PostgresFloats;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.Arithmetic;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Sums, products and remainders. Decimals have the fraction digits that the definition gives them;
 * where a result might have more than 38 digits, it is tried.
 */
public final class Decimals {
  private static final String LONG =
      "trunc({0}) * trunc({1}) + trunc({0}) * ({1} % 1) + ({0} % 1) * trunc({1}) "
          + "+ round(({0} % 1) * ({1} % 1), 20)";

  /** Whole and fraction parts multiplied apart, since the full product has too many digits. */
  private static final TemplateOperator LONG_PRODUCT =
      Primitives.each(
          "long product", "TRY(CAST(" + LONG + " AS DECIMAL(38, 20)))", "(" + LONG + ")");

  private static final TemplateOperator REMAINDER =
      Primitives.each("remainder", "TRY({0} % NULLIF({1}, 0))", "({0} % NULLIF({1}, 0))");

  private static final TemplateOperator FLOAT_REMAINDER =
      Primitives.duckdb("remainder of floats", "TRY({0} % NULLIF({1}, 0))");

  /** On an engine that has no remainder of floats. */
  private static final TemplateOperator BITWISE_REMAINDER =
      careful("remainder of floats", PostgresFloats.REMAINDER);

  private static final TemplateOperator BITS = careful("bits of a float", PostgresFloats.BITS);

  /** Floats that would be too large are an error to some engines, so they are foreseen. */
  private static final Map<SqlOperator, TemplateOperator> CAREFUL =
      Map.of(
          SqlStdOperatorTable.PLUS, careful("sum of floats", PostgresFloats.SUM),
          SqlStdOperatorTable.MINUS, careful("difference of floats", PostgresFloats.DIFFERENCE),
          SqlStdOperatorTable.MULTIPLY, careful("product of floats", PostgresFloats.PRODUCT));

  private Decimals() {}

  private static TemplateOperator careful(String name, String sql) {
    return TemplateOperator.named(name).on(Dialect.POSTGRESQL, sql).build();
  }

  public static Fragment add(SqlContext context, List<Fragment> arguments) {
    return sum(context, SqlStdOperatorTable.PLUS, arguments);
  }

  public static Fragment subtract(SqlContext context, List<Fragment> arguments) {
    return sum(context, SqlStdOperatorTable.MINUS, arguments);
  }

  private static Fragment sum(SqlContext context, SqlOperator operator, List<Fragment> arguments) {
    if (Numbers.anyFloat(arguments)) {
      return ofFloats(context, operator, arguments);
    }
    Fragment left = arguments.get(0);
    Fragment right = arguments.get(1);
    int scale = Math.max(Numbers.scale(left), Numbers.scale(right));
    int digits = Math.max(Numbers.wholeDigits(left), Numbers.wholeDigits(right)) + scale + 1;
    return exact(context, operator, left, right, digits, scale);
  }

  /** Without a cast to the widest type where the result has few enough digits by its types. */
  private static Fragment exact(
      SqlContext context,
      SqlOperator operator,
      Fragment left,
      Fragment right,
      int digits,
      int scale) {
    if (digits <= Numbers.MAX_DIGITS) {
      return context.standard(
          operator, context.decimal(digits, scale), Numbers.decimal(context, left), right);
    }
    return context.attempt(
        context.standard(
            operator,
            context.decimal(Numbers.MAX_DIGITS, scale),
            Numbers.widest(context, left),
            Numbers.widest(context, right)));
  }

  private static Fragment ofFloats(
      SqlContext context, SqlOperator operator, List<Fragment> arguments) {
    Fragment left = Numbers.toFloat(context, arguments.get(0));
    Fragment right = Numbers.toFloat(context, arguments.get(1));
    if (context.unbounded()) {
      return context.call(Objects.requireNonNull(CAREFUL.get(operator)), left.type(), left, right);
    }
    return Numbers.finite(
        context,
        context.standard(
            operator,
            left.type(),
            Numbers.unguarded(context, left),
            Numbers.unguarded(context, right)));
  }

  public static Fragment multiply(SqlContext context, List<Fragment> arguments) {
    if (Numbers.anyFloat(arguments)) {
      return ofFloats(context, SqlStdOperatorTable.MULTIPLY, arguments);
    }
    Fragment left = arguments.get(0);
    Fragment right = arguments.get(1);
    int scale = Numbers.scale(left) + Numbers.scale(right);
    if (scale <= Arithmetic.MAX_SCALE) {
      int digits = Numbers.digits(left) + Numbers.digits(right);
      return exact(context, SqlStdOperatorTable.MULTIPLY, left, right, digits, scale);
    }
    if (scale > Numbers.MAX_DIGITS) {
      throw context.unsupported(
          "The factors of this product have %d fraction digits in all. Round one of them first."
              .formatted(scale));
    }
    Fragment product =
        context.call(
            LONG_PRODUCT,
            context.decimal(Numbers.MAX_DIGITS, Arithmetic.MAX_SCALE),
            Numbers.widest(context, left),
            Numbers.widest(context, right));
    return context.unbounded() ? context.attempt(product) : product;
  }

  public static Fragment remainder(SqlContext context, List<Fragment> arguments) {
    if (Numbers.anyFloat(arguments)) {
      return remainderOfFloats(context, arguments);
    }
    int scale = Math.max(Numbers.scale(arguments.get(0)), Numbers.scale(arguments.get(1)));
    RelDataType type = context.decimal(Numbers.MAX_DIGITS, scale);
    return context.call(
        REMAINDER,
        type,
        context.attempt(context.cast(arguments.get(0), type)),
        context.attempt(context.cast(arguments.get(1), type)));
  }

  private static Fragment remainderOfFloats(SqlContext context, List<Fragment> arguments) {
    Fragment left = context.slot(Numbers.toFloat(context, arguments.get(0)));
    Fragment right = context.slot(Numbers.toFloat(context, arguments.get(1)));
    if (!context.unbounded()) {
      return Numbers.finite(context, context.call(FLOAT_REMAINDER, left.type(), left, right));
    }
    RelDataType bits = context.typeOf(ValueType.NUMBER);
    return context.call(
        BITWISE_REMAINDER,
        left.type(),
        left,
        right,
        context.call(BITS, bits, left),
        context.call(BITS, bits, right));
  }

  public static Fragment negate(SqlContext context, List<Fragment> arguments) {
    Fragment number = arguments.getFirst();
    Fragment held = Numbers.isFloat(number) ? number : Numbers.decimal(context, number);
    return context.standard(SqlStdOperatorTable.UNARY_MINUS, held.type(), held);
  }
}
