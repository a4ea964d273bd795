package dev.millrace.formula.language;

/** Parameters on PostgreSQL. */
final class PostgresParametersTest extends ParametersContract {
  PostgresParametersTest() {
    super(Engines.POSTGRESQL);
  }
}
