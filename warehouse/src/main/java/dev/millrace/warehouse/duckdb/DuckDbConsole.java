package dev.millrace.warehouse.duckdb;

import dev.millrace.warehouse.read.Queries;
import dev.millrace.warehouse.read.ReadOnlyConsole;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * People's own SQL on DuckDB. Two locks, either of which would do: the engine's own parser must
 * find exactly one query in the text, and it runs in a read-only transaction.
 */
final class DuckDbConsole extends ReadOnlyConsole {

  DuckDbConsole(Queries.Connections connections, Duration timeout) {
    super(connections, timeout);
  }

  @Override
  protected Result run(Connection connection, String tag, String sql, int limit)
      throws SQLException {
    requireOneQuery(connection, sql);
    try (Statement statement = connection.createStatement()) {
      statement.execute("BEGIN TRANSACTION READ ONLY");
    }
    try (PreparedStatement statement = connection.prepareStatement(tag + sql)) {
      statement.setQueryTimeout(Math.toIntExact(timeout().toSeconds()));
      try (ResultSet found = statement.executeQuery()) {
        return result(found, limit);
      }
    } finally {
      try (Statement statement = connection.createStatement()) {
        statement.execute("ROLLBACK");
      }
    }
  }

  private static void requireOneQuery(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT json_extract_string(parsed, '$.error'),
              json_array_length(parsed, '$.statements'),
              json_extract_string(parsed, '$.error_type'),
              json_extract_string(parsed, '$.error_message')
            FROM (SELECT json_serialize_sql(?::VARCHAR) AS parsed)
            """)) {
      statement.setString(1, sql);
      try (ResultSet parsed = statement.executeQuery()) {
        parsed.next();
        if (!parsed.getBoolean(1) && parsed.getInt(2) == 1) {
          return;
        }
        if ("parser".equals(parsed.getString(3))) {
          throw refuse(Refusal.Kind.INVALID, "SQL_ERROR", String.valueOf(parsed.getString(4)));
        }
      }
    }
    throw refuse(
        Refusal.Kind.INVALID,
        "SQL_NOT_READ_ONLY",
        "Only a single query can be run here: SELECT, FROM, WITH, VALUES, DESCRIBE or SHOW.");
  }

  @Override
  protected Refusal refusal(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("INTERRUPT")) {
      return timedOut();
    }
    if (message.contains("read-only mode")) {
      return refuse(Refusal.Kind.INVALID, "SQL_NOT_READ_ONLY", "Only queries can be run here.");
    }
    return refuse(Refusal.Kind.INVALID, "SQL_ERROR", message);
  }
}
