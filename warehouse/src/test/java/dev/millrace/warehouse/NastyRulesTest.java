package dev.millrace.warehouse;

/** Rules without transactions and keys. */
final class NastyRulesTest extends RulesContract {
  private final NastyServer server = new NastyServer();

  @Override
  Warehouse open() {
    return server.open();
  }
}
