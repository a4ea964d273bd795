package dev.millrace.formula.rex;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;

/** Operators that several functions are made of, with their SQL. */
public final class Primitives {
  /** Null where the argument fails; only where the engine can catch failures. */
  static final TemplateOperator TRY = duckdb("try", "TRY({0})");

  /** A number, or null if it is as large as the second argument; for engines without bounds. */
  static final TemplateOperator FITS =
      TemplateOperator.named("fits")
          .on(POSTGRESQL, "CASE WHEN abs({0}) < {1} THEN {0} END")
          .build();

  /** Text that is compared by its code points, whatever the database's own order is. */
  public static final TemplateOperator BYTEWISE =
      TemplateOperator.named("bytewise").on(POSTGRESQL, "({0} COLLATE \"C\")").build();

  /** Null for a float that is infinite or not a number. */
  public static final TemplateOperator FINITE =
      each(
          "finite",
          "CASE WHEN isfinite({0}) THEN {0} END",
          "NULLIF(NULLIF(NULLIF({0}, CAST('Infinity' AS DOUBLE PRECISION)), "
              + "CAST('-Infinity' AS DOUBLE PRECISION)), CAST('NaN' AS DOUBLE PRECISION))");

  /**
   * A whole number for counts and positions: rounded, and cut to a range that is enough. PostgreSQL
   * rounds halves of floats to even, and as exact numbers they lose digits.
   */
  public static final TemplateOperator COUNT =
      each(
          "count",
          count("BIGINT", "round({0})"),
          count(
              "INTEGER",
              "trunc({0}) + CASE WHEN {0} - trunc({0}) >= 0.5 THEN 1 "
                  + "WHEN {0} - trunc({0}) <= -0.5 THEN -1 ELSE 0 END"));

  /** The moment, UTC; the same everywhere in a statement. */
  static final TemplateOperator NOW = everywhere("now", "timezone('UTC', now())");

  private Primitives() {}

  private static String count(String type, String rounded) {
    return "CAST(CASE WHEN {0} > 1000000000 THEN 1000000000 WHEN {0} < -1000000000 "
        + "THEN -1000000000 ELSE %s END AS %s)".formatted(rounded, type);
  }

  /** An operator that is known on DuckDB only. */
  public static TemplateOperator duckdb(String name, String sql) {
    return TemplateOperator.named(name).on(DUCKDB, sql).build();
  }

  /** An operator that each engine writes in its own way. */
  public static TemplateOperator each(String name, String duckdb, String postgresql) {
    return TemplateOperator.named(name).on(DUCKDB, duckdb).on(POSTGRESQL, postgresql).build();
  }

  /** An operator that is written alike everywhere. */
  public static TemplateOperator everywhere(String name, String sql) {
    return each(name, sql, sql);
  }
}
