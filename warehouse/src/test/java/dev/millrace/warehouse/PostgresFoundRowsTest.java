package dev.millrace.warehouse;

/** Rows found by what they hold on PostgreSQL. */
final class PostgresFoundRowsTest extends FoundRowsContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }
}
