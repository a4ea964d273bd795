package dev.millrace.warehouse;

import java.util.List;

/** PostgreSQL without keys and transactions, slow and queued. */
final class NastyWarehouseTest extends WarehouseContract {
  private final NastyServer server = new NastyServer();

  @Override
  Warehouse open() {
    return server.open();
  }

  @Override
  List<Long> brokenLinks(String logTable) {
    return PostgresServer.brokenLinks(server.database(), logTable);
  }
}
