package dev.millrace.formula.language;

/** Hostile texts and names on DuckDB. */
final class DuckDbSafetyTest extends SafetyContract {
  DuckDbSafetyTest() {
    super(Engines.DUCKDB);
  }
}
