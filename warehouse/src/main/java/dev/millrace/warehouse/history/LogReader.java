package dev.millrace.warehouse.history;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads the log, newest first. The warehouse finds by text what the log may hold about a row or an
 * execution, which every warehouse can do; what it finds too much is left out here.
 */
public final class LogReader {
  /** Beyond that many rows, reading all is less work than looking for each. */
  private static final int MOST_ROWS_SOUGHT = 20;

  /** Entries of one statement. */
  private static final int SLICE = 100;

  private final Connection connection;
  private final StoredTable table;

  public LogReader(Connection connection, StoredTable table) {
    this.connection = connection;
    this.table = table;
  }

  /**
   * What the filter leaves, at most as much as it wants.
   *
   * @param made of each entry as it is read, so that only one is held whole
   */
  <T> List<T> page(Filter filter, Function<LoggedChange, T> made) throws SQLException {
    Condition condition = new Condition();
    filter.row().ifPresent(row -> condition.mentions(List.of(row)));
    filter.column().ifPresent(condition::column);
    filter.change().ifPresent(change -> condition.changes(List.of(change)));
    filter.execution().ifPresent(condition::execution);
    return read(
        condition,
        filter.before().orElse(Long.MAX_VALUE),
        filter.limit(),
        change -> wanted(change, filter) ? Optional.of(made.apply(change)) : Optional.empty());
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

  /**
   * The changes that are meant, newest first.
   *
   * @throws Refusal {@code CHANGE_SIZE} if they touch more rows than one change may
   */
  List<LoggedChange> targets(Target target) throws SQLException {
    Condition condition = new Condition();
    Optional<String> execution =
        switch (target) {
          case Target.Changes some -> {
            condition.changes(some.changes());
            yield Optional.empty();
          }
          case Target.OfExecution all -> {
            condition.execution(all.execution());
            yield Optional.of(all.execution());
          }
        };
    Set<String> rows = new HashSet<>();
    return read(
        condition,
        Long.MAX_VALUE,
        Integer.MAX_VALUE,
        change -> {
          if (execution.isPresent() && !change.text("execution").equals(execution)) {
            return Optional.empty();
          }
          change.rows().forEach(row -> rows.add(row.row()));
          if (rows.size() > Change.MAX_ROWS) {
            throw Refusal.of(
                Refusal.Kind.TOO_LARGE,
                "CHANGE_SIZE",
                "At most %,d rows go back at once. Undo the changes in several steps, newest first."
                    .formatted(Change.MAX_ROWS));
          }
          return Optional.of(change);
        });
  }

  /** All from that edit on, with what they did to those rows. */
  List<LoggedChange> since(long editNumber, Set<String> rows) throws SQLException {
    Condition condition = new Condition();
    condition.and("\"EDIT_NUM\" >= ?", editNumber);
    if (rows.size() <= MOST_ROWS_SOUGHT) {
      condition.mentions(rows);
    }
    return read(
        condition, Long.MAX_VALUE, Integer.MAX_VALUE, change -> Optional.of(change.only(rows)));
  }

  /** All from that edit on, newest first. */
  public List<LoggedChange> all(long editNumber) throws SQLException {
    Condition condition = new Condition();
    condition.and("\"EDIT_NUM\" >= ?", editNumber);
    return read(condition, Long.MAX_VALUE, Integer.MAX_VALUE, Optional::of);
  }

  /** Slice by slice, so that neither side holds a long log at once. */
  private <T> List<T> read(
      Condition condition, long before, int limit, Function<LoggedChange, Optional<T>> made)
      throws SQLException {
    List<T> all = new ArrayList<>();
    condition.and("\"EDIT_NUM\" < ?", before);
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT "EDIT_NUM", "CHANGE_ID", "EDIT", "METADATA", "TIMESTAMP" FROM %s WHERE %s
            ORDER BY "EDIT_NUM" DESC LIMIT %d
            """
                .formatted(quote(table.log()), condition.text(), SLICE))) {
      long next = before;
      int read = SLICE;
      while (read == SLICE && all.size() < limit) {
        condition.bind(statement, next);
        read = 0;
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            read++;
            next = row.getLong(1);
            if (all.size() < limit) {
              made.apply(change(row)).ifPresent(all::add);
            }
          }
        }
      }
    }
    return all;
  }

  /** A change, in few words. */
  public record Touched(UUID change, long editNumber, List<String> rows, String user) {}

  /** Changes that came after that edit, oldest first. */
  public List<Touched> after(long editNumber) throws SQLException {
    List<Touched> all = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT "EDIT_NUM", "CHANGE_ID", "EDIT", "METADATA", "TIMESTAMP" FROM %s
            WHERE "EDIT_NUM" > ? ORDER BY "EDIT_NUM" LIMIT %d
            """
                .formatted(quote(table.log()), SLICE))) {
      statement.setLong(1, editNumber);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          LoggedChange change = change(row);
          all.add(
              new Touched(
                  change.change(),
                  change.editNumber(),
                  change.rows().stream().map(RowEdit::row).toList(),
                  change.text("user").orElse("")));
        }
      }
    }
    return all;
  }

  private LoggedChange change(ResultSet row) throws SQLException {
    return LoggedChange.of(
        table,
        row.getLong(1),
        UUID.fromString(row.getString(2)),
        row.getString(3),
        row.getString(4),
        row.getObject(5, LocalDateTime.class));
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
      any("\"CHANGE_ID\" = ?", ids.stream().map(UUID::toString).toList());
    }

    void mentions(Collection<String> rows) {
      any(
          "CAST(\"EDIT\" AS VARCHAR) LIKE ?",
          rows.stream().map(row -> "%\"row\":\"" + row + "\"%").toList());
    }

    void column(String column) {
      any("CAST(\"EDIT\" AS VARCHAR) LIKE ?", List.of("%\"" + column + "\":%"));
    }

    void execution(String execution) {
      any("CAST(\"METADATA\" AS VARCHAR) LIKE ?", List.of("%\"execution\":\"" + execution + "\"%"));
    }

    /** What holds NUL is in no log, and not every warehouse takes it as a parameter. */
    private void any(String part, List<String> sought) {
      List<String> alternatives = sought.stream().filter(text -> text.indexOf('\0') < 0).toList();
      parts.add(
          alternatives.isEmpty()
              ? "1 = 0"
              : "(" + String.join(" OR ", alternatives.stream().map(one -> part).toList()) + ")");
      values.addAll(alternatives);
    }

    String text() {
      return String.join(" AND ", parts);
    }

    /** Binds all; the last, which says where to begin, with that value. */
    void bind(PreparedStatement statement, long before) throws SQLException {
      for (int i = 0; i < values.size() - 1; i++) {
        statement.setObject(i + 1, values.get(i));
      }
      statement.setLong(values.size(), before);
    }
  }
}
