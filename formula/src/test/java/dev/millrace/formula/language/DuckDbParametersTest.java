package dev.millrace.formula.language;

/** Parameters on DuckDB. */
final class DuckDbParametersTest extends ParametersContract {
  DuckDbParametersTest() {
    super(Engines.DUCKDB);
  }
}
