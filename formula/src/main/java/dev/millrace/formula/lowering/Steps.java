package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Rounding in one direction, to digits or to multiples, and whole parts of divisions. */
public final class Steps {
  private static final TemplateOperator NOT_ABOVE =
      Primitives.everywhere("not above", "CASE WHEN {1} > {0} THEN {1} - {2} ELSE {1} END");
  private static final TemplateOperator NOT_BELOW =
      Primitives.everywhere("not below", "CASE WHEN {1} < {0} THEN {1} + {2} ELSE {1} END");
  private static final TemplateOperator TOWARD_ZERO =
      Primitives.everywhere(
          "toward zero",
          "CASE WHEN {0} >= 0 AND {1} > {0} THEN {1} - {2} "
              + "WHEN {0} < 0 AND {1} < {0} THEN {1} + {2} ELSE {1} END");

  /** Multiples: the multiple toward zero, what is beyond it, the size of the step. */
  private static final TemplateOperator DOWN =
      Primitives.everywhere("down", "CASE WHEN {1} < 0 THEN {0} - {2} ELSE {0} END");

  private static final TemplateOperator UP =
      Primitives.everywhere("up", "CASE WHEN {1} > 0 THEN {0} + {2} ELSE {0} END");
  private static final TemplateOperator NEAREST =
      Primitives.everywhere(
          "nearest",
          "CASE WHEN {1} > 0 AND {1} >= {2} - {1} THEN {0} + {2} "
              + "WHEN {1} < 0 AND -{1} >= {2} + {1} THEN {0} - {2} ELSE {0} END");
  private static final TemplateOperator SIGN =
      Primitives.everywhere(
          "sign",
          "CAST(CASE WHEN {0} > 0 THEN 1 WHEN {0} < 0 THEN -1 WHEN {0} = 0 THEN 0 END AS BIGINT)");
  private static final TemplateOperator ODD = Primitives.everywhere("odd", "abs({0}) >= 1");
  private static final TemplateOperator EVEN = Primitives.everywhere("even", "abs({0}) < 1");
  private static final TemplateOperator WHOLE =
      Primitives.each("whole", "trunc({0})", "trunc({0})");

  private Steps() {}

  public static Fragment roundDown(SqlContext context, List<Fragment> arguments) {
    return toDigits(context, arguments, NOT_ABOVE);
  }

  public static Fragment roundUp(SqlContext context, List<Fragment> arguments) {
    return toDigits(context, arguments, NOT_BELOW);
  }

  public static Fragment truncate(SqlContext context, List<Fragment> arguments) {
    return toDigits(context, arguments, TOWARD_ZERO);
  }

  /** Rounded to the nearest, then brought to the right side by one step. */
  private static Fragment toDigits(
      SqlContext context, List<Fragment> arguments, TemplateOperator side) {
    Fragment number = context.slot(arguments.getFirst());
    Fragment rounded = context.slot(Rounded.round(context, with(number, arguments)));
    if (rounded.equals(number)) {
      return number;
    }
    int digits = arguments.size() > 1 ? Rounded.digits(context, arguments.get(1)) : 0;
    Fragment step =
        digits < -Numbers.MAX_DIGITS
            ? context.nullOf(rounded.type())
            : context.literal(BigDecimal.ONE.movePointLeft(digits));
    return context.attempt(context.call(side, rounded.type(), number, rounded, step));
  }

  private static List<Fragment> with(Fragment number, List<Fragment> arguments) {
    return arguments.size() > 1 ? List.of(number, arguments.get(1)) : List.of(number);
  }

  public static Fragment floor(SqlContext context, List<Fragment> arguments) {
    return arguments.size() > 1
        ? toMultiple(context, arguments, DOWN)
        : Rounded.floor(context, arguments);
  }

  public static Fragment ceiling(SqlContext context, List<Fragment> arguments) {
    return arguments.size() > 1
        ? toMultiple(context, arguments, UP)
        : Rounded.ceiling(context, arguments);
  }

  public static Fragment toNearest(SqlContext context, List<Fragment> arguments) {
    return arguments.size() > 1
        ? toMultiple(context, arguments, NEAREST)
        : Rounded.round(context, arguments);
  }

  private static Fragment toMultiple(
      SqlContext context, List<Fragment> arguments, TemplateOperator side) {
    Fragment number = context.slot(arguments.get(0));
    Fragment step = context.slot(Rounded.absolute(context, List.of(arguments.get(1))));
    Fragment beyond = context.slot(Decimals.remainder(context, List.of(number, step)));
    Fragment towardZero = context.slot(Decimals.subtract(context, List.of(number, beyond)));
    RelDataType type =
        Numbers.isFloat(towardZero)
            ? towardZero.type()
            : context.decimal(Numbers.MAX_DIGITS, Numbers.scale(towardZero));
    return context.attempt(context.call(side, type, towardZero, beyond, step));
  }

  /** What is left of the dividend without the remainder is divided without one. */
  public static Fragment divide(SqlContext context, List<Fragment> arguments) {
    Fragment dividend = context.slot(arguments.get(0));
    Fragment divisor = context.slot(arguments.get(1));
    if (Numbers.anyFloat(arguments)) {
      Fragment quotient = Division.divide(context, List.of(dividend, divisor));
      return context.call(WHOLE, quotient.type(), quotient);
    }
    Fragment rest = context.slot(Decimals.remainder(context, List.of(dividend, divisor)));
    Fragment whole = context.slot(Decimals.subtract(context, List.of(dividend, rest)));
    return Rounded.round(context, List.of(Division.divide(context, List.of(whole, divisor))));
  }

  public static Fragment sign(SqlContext context, List<Fragment> arguments) {
    return context.call(SIGN, context.type(SqlTypeName.BIGINT), arguments.getFirst());
  }

  /** Whether what is beyond the twos has a whole part. */
  public static Lowering isOdd() {
    return (context, arguments) -> parity(context, arguments, ODD);
  }

  /** The other way round. */
  public static Lowering isEven() {
    return (context, arguments) -> parity(context, arguments, EVEN);
  }

  private static Fragment parity(
      SqlContext context, List<Fragment> arguments, TemplateOperator operator) {
    Fragment beyond =
        Decimals.remainder(context, List.of(arguments.getFirst(), context.literal(2L)));
    return context.call(operator, context.type(SqlTypeName.BOOLEAN), context.slot(beyond));
  }

  public static Fragment mean(SqlContext context, List<Fragment> arguments) {
    Fragment sum = arguments.getFirst();
    for (Fragment number : arguments.subList(1, arguments.size())) {
      sum = Decimals.add(context, List.of(sum, number));
    }
    return Division.divide(context, List.of(sum, context.literal((long) arguments.size())));
  }
}
