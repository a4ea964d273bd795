package dev.millrace.warehouse;

import java.sql.SQLException;
import java.util.List;

/** Many clients of what two processes have, and whose connections are cut again and again. */
final class PostgresClientsTest extends ClientsContract {
  private final String database = PostgresServer.newDatabase();

  @Override
  List<Warehouse> open() {
    return List.of(PostgresServer.open(database), PostgresServer.open(database));
  }

  @Override
  void disturb() throws SQLException {
    PostgresServer.cutConnections(database);
  }
}
