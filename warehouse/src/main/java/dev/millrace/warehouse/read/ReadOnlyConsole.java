package dev.millrace.warehouse.read;

import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** People's own SQL. How a text is kept from doing more than reading, each warehouse knows. */
public abstract class ReadOnlyConsole implements SqlConsole {
  private static final int MAX_TEXT = 100_000;
  private static final int MAX_ROWS = 100_000;

  private final Queries.Connections connections;
  private final Duration timeout;

  protected ReadOnlyConsole(Queries.Connections connections, Duration timeout) {
    this.connections = connections;
    this.timeout = timeout;
  }

  /**
   * Runs one query and nothing else.
   *
   * @param tag comment that goes in front of the statement
   */
  protected abstract Result run(Connection connection, String tag, String sql, int limit)
      throws SQLException;

  /** What an error means to the person who wrote the text. */
  protected abstract Refusal refusal(SQLException e);

  @Override
  public final Result query(String sql, int limit, Reader reader) {
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
    StatementTag tag =
        new StatementTag(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(reader.user()));
    try (Connection connection = connections.open()) {
      return run(connection, TagComment.of(tag), sql, limit);
    } catch (SQLException e) {
      throw refusal(e);
    }
  }

  protected final Duration timeout() {
    return timeout;
  }

  /** The rows, one more than asked for being looked at to know whether there are more. */
  protected static Result result(ResultSet found, int limit) throws SQLException {
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

  protected final Refusal timedOut() {
    return refuse(
        Refusal.Kind.UNAVAILABLE,
        "SQL_TIMEOUT",
        "The query ran longer than %d seconds and was ended.".formatted(timeout.toSeconds()));
  }

  protected static Refusal refuse(Refusal.Kind kind, String code, String message) {
    return Refusal.of(kind, code, message, Map.of("field", "sql"));
  }
}
