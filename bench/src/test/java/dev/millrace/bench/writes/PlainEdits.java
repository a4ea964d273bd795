package dev.millrace.bench.writes;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The peer: what an application does that updates its rows itself. One statement and one commit for
 * each edit, on a connection for each writer; no log, no history, no conflict check.
 */
final class PlainEdits implements Edits {
  private final Connections connections;
  private final ConcurrentLinkedQueue<Connection> free = new ConcurrentLinkedQueue<>();

  /** Opens connections. */
  @FunctionalInterface
  interface Connections {
    Connection open() throws SQLException;
  }

  PlainEdits(Connections connections) throws SQLException {
    this.connections = connections;
    try (Connection connection = connections.open();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE cells (id VARCHAR PRIMARY KEY, %s)"
              .formatted(
                  IntStream.range(0, COLUMNS)
                      .mapToObj(i -> "c" + i + " DECIMAL(28, 10)")
                      .collect(Collectors.joining(", "))));
      statement.execute(
          "INSERT INTO cells (id) SELECT 'r' || n FROM generate_series(0, %d) AS s (n)"
              .formatted(ROWS - 1));
    }
  }

  @Override
  public boolean edit(int row, long value) throws SQLException {
    Connection connection = free.poll();
    if (connection == null) {
      connection = connections.open();
    }
    try (PreparedStatement statement =
        connection.prepareStatement("UPDATE cells SET c0 = ? WHERE id = ?")) {
      statement.setLong(1, value);
      statement.setString(2, "r" + row);
      statement.executeUpdate();
      return true;
    } catch (SQLException conflict) {
      // DuckDB refuses the second of two who write the same row at the same time.
      return false;
    } finally {
      free.add(connection);
    }
  }

  @Override
  public void paste(int rows, long value) throws SQLException {
    String assignments =
        IntStream.range(0, COLUMNS)
            .mapToObj(i -> "c" + i + " = ?")
            .collect(Collectors.joining(", "));
    try (Connection connection = connections.open();
        PreparedStatement statement =
            connection.prepareStatement("UPDATE cells SET " + assignments + " WHERE id = ?")) {
      connection.setAutoCommit(false);
      for (int row = 0; row < rows; row++) {
        for (int i = 0; i < COLUMNS; i++) {
          statement.setLong(i + 1, value + i);
        }
        statement.setString(COLUMNS + 1, "r" + row);
        statement.addBatch();
      }
      statement.executeBatch();
      connection.commit();
    }
  }

  @Override
  public void close() throws SQLException {
    for (Connection connection : free) {
      connection.close();
    }
  }
}
