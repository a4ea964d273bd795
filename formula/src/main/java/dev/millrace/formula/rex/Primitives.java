package dev.millrace.formula.rex;

import static dev.millrace.formula.Dialect.DUCKDB;

/** Operators that several functions are made of, with their SQL. */
public final class Primitives {
  /** Null where the argument fails. */
  public static final TemplateOperator TRY = duckdb("try", "TRY({0})");

  /** Null for a float that is infinite or not a number. */
  public static final TemplateOperator FINITE =
      duckdb(
          "finite",
          "NULLIF(NULLIF(NULLIF({0}, CAST('Infinity' AS DOUBLE)), CAST('-Infinity' AS DOUBLE)), "
              + "CAST('NaN' AS DOUBLE))");

  /** A whole number for counts and positions: rounded, and cut to a range that is enough. */
  public static final TemplateOperator COUNT =
      duckdb(
          "count",
          "CAST(CASE WHEN {0} > 1000000000 THEN 1000000000 WHEN {0} < -1000000000 "
              + "THEN -1000000000 ELSE round({0}) END AS BIGINT)");

  private Primitives() {}

  /** An operator that is known on DuckDB. */
  public static TemplateOperator duckdb(String name, String sql) {
    return TemplateOperator.named(name).on(DUCKDB, sql).build();
  }
}
