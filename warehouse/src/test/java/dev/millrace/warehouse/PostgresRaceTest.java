package dev.millrace.warehouse;

import java.util.List;

/** The race between what two processes have. */
final class PostgresRaceTest extends RaceContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  List<Warehouse> open() {
    return List.of(PostgresServer.open(database), PostgresServer.open(database));
  }
}
