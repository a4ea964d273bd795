package dev.millrace.warehouse.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A writer's connection with the statements it prepared. They stay prepared: half of the time of a
 * small statement on DuckDB goes into planning it. Belongs to one thread.
 */
public final class Session implements AutoCloseable {
  private static final int KEPT = 100;

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new LinkedHashMap<>(16, 0.75f, true);

  public Session(Connection connection) {
    this.connection = connection;
  }

  public Connection connection() {
    return connection;
  }

  /** That statement, ready for new parameters. It belongs to the session: do not close it. */
  public PreparedStatement prepared(String text) throws SQLException {
    PreparedStatement known = statements.get(text);
    if (known != null) {
      return known;
    }
    if (statements.size() >= KEPT) {
      var oldest = statements.entrySet().iterator();
      oldest.next().getValue().close();
      oldest.remove();
    }
    PreparedStatement prepared = connection.prepareStatement(text);
    statements.put(text, prepared);
    return prepared;
  }

  /**
   * Places for a list: as many as the next power of two, so that few statements serve all lists.
   */
  public static String places(int count) {
    return String.join(", ", java.util.Collections.nCopies(padded(count), "?"));
  }

  /** Fills the places of {@link #places}, the last value as often as is needed. */
  public static void bind(PreparedStatement statement, int first, List<String> values)
      throws SQLException {
    for (int i = 0; i < padded(values.size()); i++) {
      statement.setString(first + i, values.get(Math.min(i, values.size() - 1)));
    }
  }

  private static int padded(int count) {
    int power = Integer.highestOneBit(count);
    return power == count ? count : power * 2;
  }

  /** Closes the connection, and with it what was prepared on it. */
  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
