package dev.millrace.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes of the schema that happen, in the transaction of that connection. */
public record ChangesAtOnce(Connection connection, WarehouseSql sql) implements SchemaChanges {
  @Override
  public void run(String statement) throws SQLException {
    try (Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  @Override
  public void note(String statement, List<@Nullable Object> values) throws SQLException {
    try (PreparedStatement run = connection.prepareStatement(statement)) {
      for (int i = 0; i < values.size(); i++) {
        run.setObject(i + 1, values.get(i));
      }
      run.executeUpdate();
    }
  }

  @Override
  public void replaceView(String view, String query) throws SQLException {
    sql.replaceView(connection, view, query);
  }

  @Override
  public void dropView(String view) throws SQLException {
    sql.dropView(connection, view);
  }

  /** Who makes a table may do with it what he wants. */
  @Override
  public void uses(String table, String privileges) {}
}
