package dev.millrace.warehouse;

/** History without transactions and keys. */
final class NastyHistoryTest extends HistoryContract {
  private final NastyServer server = new NastyServer();

  @Override
  Warehouse open() {
    return server.open();
  }
}
