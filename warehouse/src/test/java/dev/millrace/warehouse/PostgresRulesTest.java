package dev.millrace.warehouse;

/** Rules of columns and tables on PostgreSQL. */
final class PostgresRulesTest extends RulesContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }
}
