package dev.millrace.formula.postgres;

/**
 * Floats as PostgreSQL computes them: it raises an error where a result is too large, or too small,
 * to be one. Each of these asks before it computes, and gives null and zero as the definition does.
 */
public final class PostgresFloats {
  private static final String LARGEST = "CAST('1.7976931348623157e308' AS DOUBLE PRECISION)";

  /** Logarithms of the largest float and of the least that is not rounded to zero. */
  private static final String TOO_LARGE = "709.782712893";

  private static final String TOO_SMALL = "-745.13";

  public static final String SUM =
      "CASE WHEN {0} > 0 THEN CASE WHEN {1} <= %1$s - {0} THEN {0} + {1} END ".formatted(LARGEST)
          + "WHEN {1} >= -%1$s - {0} THEN {0} + {1} END".formatted(LARGEST);

  public static final String DIFFERENCE =
      "CASE WHEN {0} > 0 THEN CASE WHEN {1} >= {0} - %1$s THEN {0} - {1} END ".formatted(LARGEST)
          + "WHEN {1} <= {0} + %1$s THEN {0} - {1} END".formatted(LARGEST);

  public static final String PRODUCT = byLogarithm("{0} * {1}", "ln(abs({0})) + ln(abs({1}))");

  public static final String QUOTIENT =
      "CASE WHEN {1} <> 0 THEN " + byLogarithm("{0} / {1}", "ln(abs({0})) - ln(abs({1}))") + " END";

  /** An exponent so large that it has no logarithm's bounds to it is even. */
  public static final String POWER =
      "CASE WHEN {0} = 0 THEN CASE WHEN {1} >= 0 THEN power({0}, {1}) END "
          + "WHEN {0} < 0 AND {1} <> trunc({1}) THEN NULL "
          + "WHEN abs({1}) < 1e-290 THEN CASE WHEN {0} IS NOT NULL THEN 1 END WHEN abs({0}) = 1 THEN power({0}, {1}) "
          + "WHEN abs({1}) > 1e290 THEN CASE WHEN (abs({0}) > 1) <> ({1} > 0) THEN 0 END "
          + bounded("{1} * ln(abs({0}))", "power({0}, {1})")
          + " END";

  /** The bits of a float's size. */
  public static final String BITS =
      "CAST(CAST(('x' || encode(float8send(abs({0})), 'hex')) AS BIT(64)) AS BIGINT)";

  /**
   * Exact: both as whole numbers of the divisor's last binary digit. The third and fourth arguments
   * are the bits of the first two.
   */
  public static final String REMAINDER =
      "CASE WHEN {1} = 0 THEN NULL WHEN abs({0}) < abs({1}) THEN {0} ELSE sign({0}) * CAST((%s "
              .formatted(significand("{2}"))
          + "* power(CAST(2 AS NUMERIC), CAST(%s - %s AS NUMERIC))) "
              .formatted(exponent("{2}"), exponent("{3}"))
          + "%% %s AS DOUBLE PRECISION) ".formatted(significand("{3}"))
          + "* power(CAST(2 AS DOUBLE PRECISION), CAST(%s - 1075 AS DOUBLE PRECISION)) END"
              .formatted(exponent("{3}"));

  /** The terms of a total that are small enough never to add up to too much. */
  public static final String ORDINARY = "CASE WHEN abs({0}) < 1e280 THEN {0} END";

  /** The others, made as small. */
  public static final String HUGE = "CASE WHEN abs({0}) >= 1e280 THEN {0} / 1e20 END";

  /** Both totals together. */
  public static final String TOTAL =
      "CASE WHEN {1} IS NULL THEN {0} "
          + "WHEN abs({1}) < 1.79769313486e288 THEN {1} * 1e20 + COALESCE({0}, 0) END";

  private PostgresFloats() {}

  private static String byLogarithm(String sql, String logarithm) {
    return "CASE WHEN {1} = 0 THEN {0} * {1} WHEN {0} = 0 THEN {0} * {1} "
        + bounded(logarithm, sql)
        + " END";
  }

  private static String bounded(String logarithm, String sql) {
    return "WHEN %1$s > %2$s THEN NULL WHEN %1$s < %3$s THEN 0 ELSE %4$s"
        .formatted(logarithm, TOO_LARGE, TOO_SMALL, sql);
  }

  private static String significand(String bits) {
    return "CAST((%1$s & 4503599627370495) + CASE WHEN %1$s >= 4503599627370496 ".formatted(bits)
        + "THEN 4503599627370496 ELSE 0 END AS NUMERIC)";
  }

  private static String exponent(String bits) {
    return "greatest(%s >> 52, 1)".formatted(bits);
  }
}
