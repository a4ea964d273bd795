package dev.millrace.warehouse;

import java.time.Clock;

/** Retyping on PostgreSQL. */
final class PostgresRetypeTest extends RetypeContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open(Clock at) {
    return PostgresServer.open(database, at);
  }
}
