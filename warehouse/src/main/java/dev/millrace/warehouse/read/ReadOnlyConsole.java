package dev.millrace.warehouse.read;

import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * People's own SQL on DuckDB. Two locks, either of which would do: the engine's own parser must
 * find exactly one query in the text, and it runs in a read-only transaction.
 */
public final class ReadOnlyConsole implements SqlConsole {
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_ROWS = 100_000;

  private final Queries.Connections connections;
  private final Duration timeout;

  public ReadOnlyConsole(Queries.Connections connections, Duration timeout) {
    this.connections = connections;
    this.timeout = timeout;
  }

  @Override
  public Result query(String sql, int limit, Reader reader) {
    if (sql.length() > MAX_TEXT) {
      throw refuse(
          Refusal.Kind.TOO_LARGE,
          "SQL_TOO_LONG",
          "A query has at most %,d characters.".formatted(MAX_TEXT));
    }
    if (limit < 1 || limit > MAX_ROWS) {
      throw refuse(
          Refusal.Kind.INVALID, "LIMIT_INVALID", "The limit is 1 to %,d.".formatted(MAX_ROWS));
    }
    try (Connection connection = connections.open()) {
      requireOneQuery(connection, sql);
      try (Statement statement = connection.createStatement()) {
        statement.execute("BEGIN TRANSACTION READ ONLY");
      }
      StatementTag tag =
          new StatementTag(
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Optional.of(reader.user()));
      try (PreparedStatement statement = connection.prepareStatement(TagComment.of(tag) + sql)) {
        statement.setQueryTimeout(Math.toIntExact(timeout.toSeconds()));
        return result(statement, limit);
      } finally {
        try (Statement statement = connection.createStatement()) {
          statement.execute("ROLLBACK");
        }
      }
    } catch (SQLException e) {
      throw refusal(e);
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

  private static Result result(PreparedStatement statement, int limit) throws SQLException {
    try (ResultSet found = statement.executeQuery()) {
      List<String> columns = new ArrayList<>();
      for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
        columns.add(found.getMetaData().getColumnLabel(i));
      }
      List<List<@Nullable Object>> rows = new ArrayList<>();
      boolean more = found.next();
      while (more && rows.size() < limit) {
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        for (int i = 1; i <= columns.size(); i++) {
          row.add(ResultValues.plain(found.getObject(i)));
        }
        rows.add(row);
        more = found.next();
      }
      return new Result(columns, rows, more);
    }
  }

  private Refusal refusal(SQLException e) {
    String message = String.valueOf(e.getMessage());
    if (message.contains("INTERRUPT")) {
      return refuse(
          Refusal.Kind.UNAVAILABLE,
          "SQL_TIMEOUT",
          "The query ran longer than %d seconds and was ended.".formatted(timeout.toSeconds()));
    }
    if (message.contains("read-only mode")) {
      return refuse(Refusal.Kind.INVALID, "SQL_NOT_READ_ONLY", "Only queries can be run here.");
    }
    return refuse(Refusal.Kind.INVALID, "SQL_ERROR", message);
  }

  private static Refusal refuse(Refusal.Kind kind, String code, String message) {
    return Refusal.of(kind, code, message, Map.of("field", "sql"));
  }
}
