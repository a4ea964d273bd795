package dev.millrace.formula.lowering;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Conversions between types. */
public final class Casts {
  private static final TemplateOperator WHOLE_TEXT =
      Primitives.everywhere("text of a whole number", "CAST({0} AS VARCHAR)");
  private static final TemplateOperator DECIMAL_TEXT =
      Primitives.each(
          "text of a decimal",
          "rtrim(rtrim(CAST({0} AS VARCHAR), '0'), '.')",
          "CAST(trim_scale({0}) AS VARCHAR)");

  /** From the engine's shortest form, which has an exponent earlier than ours. */
  private static final TemplateOperator FLOAT_TEXT =
      Primitives.each("text of a float", floatText("TRY_CAST"), floatText("CAST"));

  private static String floatText(String cast) {
    return ("CASE WHEN {0} NOT LIKE '%e%' THEN regexp_replace({0}, '[.]0$', '') "
            + "WHEN {0} LIKE '%e-%' THEN CASE WHEN {0} LIKE '-%' THEN '-0.' ELSE '0.' END "
            + "|| repeat('0', TRY_CAST(split_part({0}, 'e-', 2) AS INTEGER) - 1) "
            + "|| replace(replace(split_part({0}, 'e-', 1), '-', ''), '.', '') "
            + "WHEN TRY_CAST(split_part({0}, 'e+', 2) AS INTEGER) < 21 "
            + "THEN CAST(TRY_CAST({0} AS DECIMAL(38, 0)) AS VARCHAR) ELSE {0} END")
        .replace("TRY_CAST", cast);
  }

  private static final TemplateOperator PLUS_ZERO =
      Primitives.everywhere("shortest form", "CAST({0} + 0.0e0 AS VARCHAR)");
  private static final TemplateOperator LOGICAL_TEXT =
      Primitives.everywhere(
          "text of a logical", "CASE WHEN {0} THEN 'True' WHEN NOT {0} THEN 'False' END");
  private static final TemplateOperator DATE_TEXT =
      Primitives.each(
          "text of a date",
          "rtrim(rtrim(strftime({0}, '%Y-%m-%dT%H:%M:%S.%f'), '0'), '.')",
          "rtrim(rtrim(to_char({0}, 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '0'), '.')");

  private static final TemplateOperator TEXT_NUMBER =
      Primitives.each(
          "number of a text",
          "CASE WHEN length({0}) <= 400 AND regexp_full_match({0}, "
              + "' *[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+) *') "
              + "THEN TRY_CAST(trim({0}, ' ') AS DECIMAL(38, 10)) END",
          "CASE WHEN length({0}) <= 400 "
              + "AND {0} ~ '^ *[+-]?([0-9]+([.][0-9]*)?|[.][0-9]+) *$' "
              + "THEN CAST(trim({0}, ' ') AS NUMERIC(500, 10)) END");
  private static final TemplateOperator LOGICAL_NUMBER =
      Primitives.each("number of a logical", "CAST({0} AS BIGINT)", "CAST({0} AS INTEGER)");

  private static final TemplateOperator TEXT_LOGICAL =
      Primitives.each(
          "logical of a text",
          "CASE WHEN regexp_full_match({0}, '[Tt][Rr][Uu][Ee]') THEN TRUE "
              + "WHEN regexp_full_match({0}, '[Ff][Aa][Ll][Ss][Ee]') THEN FALSE END",
          "CASE WHEN {0} ~ '^[Tt][Rr][Uu][Ee]$' THEN TRUE "
              + "WHEN {0} ~ '^[Ff][Aa][Ll][Ss][Ee]$' THEN FALSE END");

  private static final TemplateOperator TEXT_DATE =
      Primitives.each(
          "date of a text",
          "CASE WHEN regexp_full_match({0}, '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
              + "([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,9})?)?)?') "
              + "AND NOT starts_with({0}, '0000') THEN TRY_CAST({0} AS TIMESTAMP) END",
          "CASE WHEN {0} ~ '^[0-9][0-9][0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
              + "([T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?)?$' "
              + "AND NOT starts_with({0}, '0000') THEN CASE WHEN "
              + "CAST(substr({0}, 9, 2) AS INTEGER) <= date_part('day', make_date("
              + "CAST(left({0}, 4) AS INTEGER), CAST(substr({0}, 6, 2) AS INTEGER), 1) "
              + "+ INTERVAL '1 month' - INTERVAL '1 day') THEN CAST(left({0}, 26) AS TIMESTAMP) END END");
  private static final TemplateOperator NUMBER_DATE =
      Primitives.each(
          "date of a number",
          "CASE WHEN {0} >= -62135596800 AND {0} < 253402300800 "
              + "THEN make_timestamp(CAST(floor({0}) AS BIGINT) * 1000000) END",
          "CASE WHEN {0} >= -62135596800 AND {0} < 253402300800 THEN TIMESTAMP '1970-01-01' "
              + "+ make_interval(days => CAST(div(CAST(floor({0}) AS NUMERIC), 86400) AS INTEGER), "
              + "secs => CAST(CAST(floor({0}) AS NUMERIC) % 86400 AS DOUBLE PRECISION)) END");

  private Casts() {}

  public static Fragment text(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    RelDataType text = context.type(SqlTypeName.VARCHAR);
    return switch (value.type().getSqlTypeName()) {
      case BOOLEAN -> made(context, LOGICAL_TEXT, value);
      case TIMESTAMP -> made(context, DATE_TEXT, value);
      case DOUBLE -> made(context, FLOAT_TEXT, context.call(PLUS_ZERO, text, value));
      case BIGINT -> made(context, WHOLE_TEXT, value);
      case DECIMAL -> made(context, ofDecimal(value), withWholeDigit(context, value));
      default -> value;
    };
  }

  private static Fragment made(SqlContext context, TemplateOperator operator, Fragment value) {
    return context.bytewise(context.call(operator, context.type(SqlTypeName.VARCHAR), value));
  }

  private static TemplateOperator ofDecimal(Fragment value) {
    return Numbers.scale(value) == 0 ? WHOLE_TEXT : DECIMAL_TEXT;
  }

  /** A type without whole digits prints no zero before the point. */
  private static Fragment withWholeDigit(SqlContext context, Fragment value) {
    int scale = Numbers.scale(value);
    if (Numbers.wholeDigits(value) > 0 && value.literal() == null) {
      return value;
    }
    if (scale >= Numbers.MAX_DIGITS) {
      throw context.unsupported(
          "A number of %d fraction digits has no text here.".formatted(scale));
    }
    return context.cast(value, context.decimal(Numbers.MAX_DIGITS, scale));
  }

  public static Fragment number(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    return switch (value.type().getSqlTypeName()) {
      case VARCHAR -> ofText(context, value);
      case BOOLEAN -> context.call(LOGICAL_NUMBER, context.type(SqlTypeName.BIGINT), value);
      default -> value;
    };
  }

  private static Fragment ofText(SqlContext context, Fragment text) {
    Fragment number = context.call(TEXT_NUMBER, context.decimal(Numbers.MAX_DIGITS, 10), text);
    return context.unbounded() ? context.attempt(number) : number;
  }

  public static Fragment logical(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    RelDataType logical = context.type(SqlTypeName.BOOLEAN);
    SqlOperator differs = SqlStdOperatorTable.NOT_EQUALS;
    return switch (value.type().getSqlTypeName()) {
      case VARCHAR -> context.call(TEXT_LOGICAL, logical, value);
      case BOOLEAN -> value;
      default -> context.standard(differs, logical, value, context.literal(0L));
    };
  }

  public static Fragment date(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    RelDataType date = context.type(SqlTypeName.TIMESTAMP);
    return switch (value.type().getSqlTypeName()) {
      case VARCHAR -> context.call(TEXT_DATE, date, value);
      case TIMESTAMP -> value;
      default -> context.call(NUMBER_DATE, date, value);
    };
  }
}
