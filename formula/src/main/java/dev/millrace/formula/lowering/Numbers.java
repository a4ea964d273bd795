package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.sql.type.SqlTypeName;

/** How numbers are held: whole ones as decimals without fraction digits, decimals, floats. */
final class Numbers {
  /** DuckDB's own cast of a decimal is off by a last digit where the decimal has many. */
  private static final TemplateOperator NEAREST_FLOAT =
      Primitives.each(
          "float of a decimal",
          "CAST(CAST({0} AS VARCHAR) AS DOUBLE)",
          "CAST({0} AS DOUBLE PRECISION)");

  static final int MAX_DIGITS = 38;
  private static final int BIGINT_DIGITS = 19;

  private Numbers() {}

  static boolean isFloat(Fragment number) {
    return number.type().getSqlTypeName() == SqlTypeName.DOUBLE;
  }

  static boolean isNumber(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DOUBLE
        || type.getSqlTypeName() == SqlTypeName.DECIMAL
        || type.getSqlTypeName() == SqlTypeName.BIGINT;
  }

  static int scale(Fragment number) {
    return scale(number.type());
  }

  static int digits(Fragment number) {
    return number.type().getSqlTypeName() == SqlTypeName.DECIMAL
        ? number.type().getPrecision()
        : BIGINT_DIGITS;
  }

  static int wholeDigits(Fragment number) {
    return digits(number) - scale(number);
  }

  /**
   * Whether a value needs no cast to meet others of a type. Engines that bring decimals of
   * different scales together by themselves may drop fraction digits, so scales must be the same.
   */
  static boolean isHeldAs(Fragment value, RelDataType type) {
    if (!isNumber(type)) {
      return true;
    }
    return isFloat(value) == (type.getSqlTypeName() == SqlTypeName.DOUBLE)
        && (isFloat(value) || scale(value) == scale(type));
  }

  private static int scale(RelDataType type) {
    return type.getSqlTypeName() == SqlTypeName.DECIMAL ? type.getScale() : 0;
  }

  /** As a decimal, so that no arithmetic of 64 bits overflows. */
  static Fragment decimal(SqlContext context, Fragment number) {
    boolean held = number.type().getSqlTypeName() == SqlTypeName.DECIMAL;
    return held && number.literal() == null
        ? number
        : context.cast(number, context.decimal(digits(number), scale(number)));
  }

  /** As a decimal of the most digits there are, with the fraction digits it has. */
  static Fragment widest(SqlContext context, Fragment number) {
    return context.cast(number, context.decimal(MAX_DIGITS, scale(number)));
  }

  static Fragment toFloat(SqlContext context, Fragment number) {
    if (isFloat(number)) {
      return number;
    }
    RelDataType held = context.type(SqlTypeName.DOUBLE);
    return number.type().getSqlTypeName() == SqlTypeName.DECIMAL
        ? context.call(NEAREST_FLOAT, held, number)
        : context.cast(number, held);
  }

  static Fragment finite(SqlContext context, Fragment number) {
    return context.call(Primitives.FINITE, number.type(), number);
  }

  /**
   * A float before it was asked whether it is finite, for an operator whose result is not finite
   * either if this is not. Only where infinity is a value and no error.
   */
  static Fragment unguarded(SqlContext context, Fragment number) {
    boolean guarded =
        number.rex() instanceof RexCall call && call.getOperator().equals(Primitives.FINITE);
    return guarded && !context.unbounded()
        ? new Fragment(
            ((RexCall) number.rex()).getOperands().getFirst(),
            number.depth() - 1,
            number.size() - 1,
            number.layer(),
            null)
        : number;
  }

  static boolean anyFloat(List<Fragment> numbers) {
    return numbers.stream().anyMatch(Numbers::isFloat);
  }
}
