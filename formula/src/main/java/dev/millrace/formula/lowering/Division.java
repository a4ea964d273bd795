package dev.millrace.formula.lowering;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.postgres.PostgresFloats;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.Arithmetic;
import java.math.BigDecimal;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Exact division on an engine whose own division gives floats: long division on whole numbers of
 * 128 bits, rounded half away from zero at the last digit.
 */
public final class Division {
  private static final TemplateOperator FLOAT_QUOTIENT =
      Primitives.each("quotient of floats", "({0} / NULLIF({1}, 0))", PostgresFloats.QUOTIENT);

  /** A decimal's digits as a whole number; the second argument is the power of ten to get there. */
  private static final TemplateOperator SCALED_UP =
      Primitives.duckdb("scaled up", "CAST({0} * {1} AS HUGEINT)");

  private static final TemplateOperator WITHOUT_POINT =
      Primitives.duckdb("without point", "CAST(replace(CAST({0} AS VARCHAR), '.', '') AS HUGEINT)");

  private static final TemplateOperator TIMES = Primitives.duckdb("times", "TRY({0} * {1})");
  private static final TemplateOperator WHOLE = Primitives.duckdb("whole", "TRY({0} // {1})");
  private static final TemplateOperator REST = Primitives.duckdb("rest", "TRY({0} % {1})");
  private static final TemplateOperator COMMON = Primitives.duckdb("common", "gcd({0}, {1})");

  /** One division of 128 bits, which is dear: the half is added before it. */
  private static final TemplateOperator ROUNDED =
      Primitives.duckdb(
          "rounded quotient",
          "CASE WHEN {1} <> 0 THEN ({0} + CASE WHEN ({0} < 0) = ({1} < 0) THEN {1} // 2"
              + " ELSE -({1} // 2) END) // {1} END");

  /** The same where the sum of dividend and half may be too large. */
  private static final TemplateOperator ROUNDED_REST =
      Primitives.duckdb(
          "rounded quotient of a rest",
          "CASE WHEN {1} <> 0 THEN {0} // {1} + CASE WHEN abs({0} % {1}) >= abs({1}) - abs({0} % {1})"
              + " THEN sign({0}) * sign({1}) ELSE 0 END END");

  private static final TemplateOperator SUM =
      Primitives.duckdb("sum of parts", "TRY({0} * {1} + {2} * {3} + {4})");

  /** A whole number with a decimal point put into it by a power of ten. */
  private static final TemplateOperator SCALED_DOWN =
      Primitives.duckdb("scaled down", "TRY(CAST({0} AS DECIMAL(38, 0)) * {1})");

  /** With so many digits that rounding once more never changes the last one that stays. */
  private static final TemplateOperator LONG_QUOTIENT =
      TemplateOperator.named("quotient")
          .on(Dialect.POSTGRESQL, "round(CAST({0} AS NUMERIC(500, 70)) / NULLIF({1}, 0), {2})")
          .build();

  private final SqlContext context;
  private final RelDataType whole;

  private Division(SqlContext context) {
    this.context = context;
    this.whole = context.decimal(Numbers.MAX_DIGITS, 0);
  }

  public static Fragment divide(SqlContext context, List<Fragment> arguments) {
    if (Numbers.anyFloat(arguments)) {
      Fragment left = Numbers.unguarded(context, Numbers.toFloat(context, arguments.get(0)));
      Fragment right = Numbers.toFloat(context, arguments.get(1));
      return Numbers.finite(context, context.call(FLOAT_QUOTIENT, left.type(), left, right));
    }
    return new Division(context).exact(arguments.get(0), arguments.get(1));
  }

  private Fragment exact(Fragment dividend, Fragment divisor) {
    int scale = Arithmetic.quotientScale(Numbers.scale(dividend));
    int shift = scale + Numbers.scale(divisor) - Numbers.scale(dividend);
    if (context.unbounded()) {
      return context.attempt(
          context.call(
              LONG_QUOTIENT,
              context.decimal(Numbers.MAX_DIGITS, scale),
              dividend,
              divisor,
              context.literal((long) scale)));
    }
    if (shift < 0 || Numbers.scale(divisor) > Arithmetic.MAX_SCALE) {
      throw context.unsupported(
          "This division has operands of more than %d fraction digits. Round them first."
              .formatted(Arithmetic.MAX_SCALE));
    }
    Fragment top = unscaled(dividend);
    Fragment bottom = unscaled(divisor);
    Fragment quotient =
        Numbers.digits(dividend) + shift <= Numbers.MAX_DIGITS
            ? context.call(ROUNDED, whole, shifted(top, shift), bottom)
            : longDivision(top, bottom, shift);
    return scaledDown(context, quotient, scale);
  }

  /** A whole number with its last digits behind a point; null if it is too long. */
  static Fragment scaledDown(SqlContext context, Fragment whole, int scale) {
    return context.call(
        SCALED_DOWN,
        context.decimal(Numbers.MAX_DIGITS, scale),
        whole,
        context.literal(BigDecimal.ONE.movePointLeft(scale)));
  }

  /** A decimal's digits as a whole number of 128 bits. */
  static Fragment unscaled(SqlContext context, Fragment number) {
    return new Division(context).unscaled(number);
  }

  private Fragment shifted(Fragment number, int shift) {
    return shift == 0
        ? number
        : context.standard(SqlStdOperatorTable.MULTIPLY, whole, number, powerOfTen(shift));
  }

  private Fragment unscaled(Fragment number) {
    int scale = Numbers.scale(number);
    return Numbers.digits(number) + scale <= Numbers.MAX_DIGITS
        ? context.call(SCALED_UP, whole, Numbers.decimal(context, number), powerOfTen(scale))
        : context.call(WITHOUT_POINT, whole, Numbers.widest(context, number));
  }

  private Fragment powerOfTen(int exponent) {
    BigDecimal power = BigDecimal.ONE.movePointRight(exponent);
    return context.bare(power, power);
  }

  /**
   * Top times 10^shift over bottom, where that product would be too large. The fraction is
   * cancelled first, then the power of ten goes into the remainders in two steps.
   */
  private Fragment longDivision(Fragment top, Fragment bottom, int shift) {
    Fragment common = slot(COMMON, bottom, powerOfTen(shift));
    Fragment divisor = slot(WHOLE, bottom, common);
    Fragment factor = slot(WHOLE, powerOfTen(shift), common);
    Fragment firstFactor = slot(COMMON, factor, powerOfTen((shift + 1) / 2));
    Fragment secondFactor = slot(WHOLE, factor, firstFactor);
    Fragment dividend = context.slot(top);
    Fragment firstRest = slot(TIMES, slot(REST, dividend, divisor), firstFactor);
    Fragment secondRest = slot(TIMES, slot(REST, firstRest, divisor), secondFactor);
    return context.call(
        SUM,
        whole,
        slot(WHOLE, dividend, divisor),
        factor,
        slot(WHOLE, firstRest, divisor),
        secondFactor,
        slot(ROUNDED_REST, secondRest, divisor));
  }

  private Fragment slot(TemplateOperator operator, Fragment left, Fragment right) {
    return context.slot(context.call(operator, whole, left, right));
  }
}
