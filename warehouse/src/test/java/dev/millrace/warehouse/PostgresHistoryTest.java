package dev.millrace.warehouse;

/** History and undo on PostgreSQL. */
final class PostgresHistoryTest extends HistoryContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open() {
    return PostgresServer.open(database);
  }
}
