package dev.millrace.warehouse;

import java.time.Clock;

/** Publishing on PostgreSQL. */
final class PostgresPublishTest extends PublishContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  Warehouse open(Clock at) {
    return PostgresServer.open(database, at);
  }
}
