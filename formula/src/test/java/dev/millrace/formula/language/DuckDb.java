package dev.millrace.formula.language;

import dev.millrace.formula.Dialect;
import java.sql.DriverManager;
import java.sql.SQLException;

/** A DuckDB in memory. */
final class DuckDb extends Engine {
  DuckDb() throws SQLException {
    super(DriverManager.getConnection("jdbc:duckdb:"));
  }

  @Override
  Dialect dialect() {
    return Dialect.DUCKDB;
  }

  @Override
  String refuses() {
    return "(?!.)";
  }

  @Override
  String doubleType() {
    return "DOUBLE";
  }
}
