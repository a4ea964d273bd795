package dev.millrace.warehouse.history;

import static dev.millrace.warehouse.sigds.SqlNames.quote;

import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.sigds.StoredTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * Reads the log, newest first. The warehouse finds by text what the log may hold about a row or an
 * execution, which every warehouse can do; what it finds too much is left out here.
 */
public final class LogReader {
  /** Beyond that many rows, reading all is less work than looking for each. */
  private static final int MOST_ROWS_SOUGHT = 20;

  private final Connection connection;
  private final StoredTable table;

  public LogReader(Connection connection, StoredTable table) {
    this.connection = connection;
    this.table = table;
  }

  /** Entries that the filter leaves, at most as many as it wants. */
  List<LoggedChange> page(Filter filter) throws SQLException {
    Condition condition = new Condition();
    filter.row().ifPresent(row -> condition.mentions(List.of(row)));
    filter.change().ifPresent(change -> condition.changes(List.of(change)));
    filter.execution().ifPresent(condition::execution);
    filter.before().ifPresent(before -> condition.and("EDIT_NUM < ?", before));
    return read(condition, change -> wanted(change, filter), filter.limit());
  }

  private static boolean wanted(LoggedChange change, Filter filter) {
    boolean ofExecution =
        filter.execution().isEmpty() || change.text("execution").equals(filter.execution());
    boolean ofRow =
        (filter.row().isEmpty() && filter.column().isEmpty())
            || change.rows().stream().anyMatch(row -> shows(row, filter));
    return ofExecution && ofRow;
  }

  /** Whether the filter is after that row. */
  static boolean shows(RowEdit row, Filter filter) {
    return filter.row().filter(wanted -> !wanted.equals(row.row())).isEmpty()
        && filter
            .column()
            .filter(column -> !row.now().containsKey(column) && !row.old().containsKey(column))
            .isEmpty();
  }

  /** The changes that are meant, newest first. */
  List<LoggedChange> targets(Target target) throws SQLException {
    Condition condition = new Condition();
    return switch (target) {
      case Target.Changes some -> {
        condition.changes(some.changes());
        yield read(condition, change -> true, Integer.MAX_VALUE);
      }
      case Target.OfExecution all -> {
        condition.execution(all.execution());
        Optional<String> execution = Optional.of(all.execution());
        yield read(
            condition, change -> change.text("execution").equals(execution), Integer.MAX_VALUE);
      }
    };
  }

  /** All from that edit on that may have to do with the rows. */
  List<LoggedChange> since(long editNumber, Collection<String> rows) throws SQLException {
    Condition condition = new Condition();
    condition.and("EDIT_NUM >= ?", editNumber);
    if (rows.size() <= MOST_ROWS_SOUGHT) {
      condition.mentions(rows);
    }
    return read(condition, change -> true, Integer.MAX_VALUE);
  }

  private List<LoggedChange> read(Condition condition, Predicate<LoggedChange> wanted, int limit)
      throws SQLException {
    List<LoggedChange> changes = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT EDIT_NUM, CHANGE_ID, EDIT, METADATA, TIMESTAMP FROM %s%s ORDER BY EDIT_NUM DESC"
                .formatted(quote(table.log()), condition.text()))) {
      condition.bind(statement);
      try (ResultSet row = statement.executeQuery()) {
        while (changes.size() < limit && row.next()) {
          LoggedChange change =
              LoggedChange.of(
                  table,
                  row.getLong(1),
                  UUID.fromString(row.getString(2)),
                  row.getString(3),
                  row.getString(4),
                  row.getTimestamp(5).toLocalDateTime());
          if (wanted.test(change)) {
            changes.add(change);
          }
        }
      }
    }
    return changes;
  }

  /** Parts of a WHERE clause; values are parameters. */
  private static final class Condition {
    private final List<String> parts = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    void and(String part, Object value) {
      parts.add(part);
      values.add(value);
    }

    void changes(Collection<UUID> ids) {
      any("CHANGE_ID = ?", ids.stream().map(UUID::toString).toList());
    }

    void mentions(Collection<String> rows) {
      any(
          "CAST(EDIT AS VARCHAR) LIKE ?",
          rows.stream().map(row -> "%\"row\":\"" + row + "\"%").toList());
    }

    void execution(String execution) {
      and("CAST(METADATA AS VARCHAR) LIKE ?", "%\"execution\":\"" + execution + "\"%");
    }

    private void any(String part, List<String> alternatives) {
      parts.add(
          alternatives.isEmpty()
              ? "1 = 0"
              : "(" + String.join(" OR ", alternatives.stream().map(one -> part).toList()) + ")");
      values.addAll(alternatives);
    }

    String text() {
      return parts.isEmpty() ? "" : " WHERE " + String.join(" AND ", parts);
    }

    void bind(PreparedStatement statement) throws SQLException {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
    }
  }
}
