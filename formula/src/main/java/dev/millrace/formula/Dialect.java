package dev.millrace.formula;

/** A warehouse's SQL. */
public enum Dialect {
  DUCKDB,
  POSTGRESQL
}
