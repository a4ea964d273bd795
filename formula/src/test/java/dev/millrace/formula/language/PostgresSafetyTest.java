package dev.millrace.formula.language;

/** Hostile texts and names on PostgreSQL. */
final class PostgresSafetyTest extends SafetyContract {
  PostgresSafetyTest() {
    super(Engines.POSTGRESQL);
  }
}
