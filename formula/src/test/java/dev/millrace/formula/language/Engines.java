package dev.millrace.formula.language;

import java.sql.SQLException;

/** The warehouses that formulas are tried on. */
enum Engines {
  DUCKDB {
    @Override
    Engine open() throws SQLException {
      return new DuckDb();
    }
  },
  POSTGRESQL {
    @Override
    Engine open() throws SQLException {
      return Postgres.start();
    }
  };

  abstract Engine open() throws SQLException;
}
