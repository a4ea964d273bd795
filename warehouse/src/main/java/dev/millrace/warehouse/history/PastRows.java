package dev.millrace.warehouse.history;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.EditHistory.Past;
import dev.millrace.warehouse.EditHistory.PastRow;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredValues;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table as it once stood. Rows that nobody touched since are read as they are; the others are
 * walked back through the log, from what they are now.
 */
public final class PastRows {
  private static final int LOOK_UP = 1_024;

  /** A cursor says where the page before ended: among the touched rows or among the others. */
  private static final String TOUCHED = "t:";

  private static final String OTHERS = "o:";

  private final Connection connection;
  private final StoredTable table;
  private final String columns;

  /**
   * @param connection in a transaction that always sees the same
   */
  public PastRows(Connection connection, StoredTable table) {
    this.connection = connection;
    this.table = table;
    this.columns =
        Stream.concat(
                Stream.of("ID"), table.columns().stream().map(column -> column.warehouseName()))
            .map(SqlNames::quote)
            .collect(joining(", "));
  }

  /**
   * Looks at what somebody asks for.
   *
   * @throws Refusal {@code PAGE_INVALID}, {@code CURSOR_INVALID}
   */
  public static void check(Optional<String> after, int limit) {
    if (limit < 1 || limit > EditHistory.MAX_PAST_ROWS) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "PAGE_INVALID",
          "A page of the past has a limit of 1 to %,d.".formatted(EditHistory.MAX_PAST_ROWS),
          Map.of("field", "limit"));
    }
    if (after.isPresent() && !after.get().matches("[to]:[A-Za-z0-9_-]{0,64}")) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CURSOR_INVALID",
          "'after' is what the page before gave, as it was.",
          Map.of("field", "after"));
    }
  }

  /**
   * A page of the rows.
   *
   * @throws Refusal {@code TOO_MANY_CHANGES} if more rows than a change may have were touched since
   */
  public Past page(LocalDateTime at, Optional<String> after, int limit) throws SQLException {
    long edit = newestUpTo(at);
    List<PastRow> rows = new ArrayList<>();
    boolean amongOthers = after.filter(cursor -> cursor.startsWith(OTHERS)).isPresent();
    String last = after.map(cursor -> cursor.substring(TOUCHED.length())).orElse("");
    if (!amongOthers) {
      for (Map.Entry<String, Map<String, @Nullable Object>> row : touched(edit).entrySet()) {
        if (row.getKey().compareTo(last) > 0) {
          rows.add(new PastRow(row.getKey(), row.getValue()));
        }
        if (rows.size() > limit) {
          return cut(edit, TOUCHED, rows.subList(0, limit));
        }
      }
    }
    int touched = rows.size();
    rows.addAll(others(edit, amongOthers ? last : "", limit + 1 - touched));
    if (rows.size() <= limit) {
      return new Past(edit, rows, Optional.empty());
    }
    return touched == limit
        ? new Past(edit, rows.subList(0, limit), Optional.of(OTHERS))
        : cut(edit, OTHERS, rows.subList(0, limit));
  }

  private static Past cut(long edit, String kind, List<PastRow> page) {
    return new Past(edit, page, Optional.of(kind + page.getLast().row()));
  }

  private long newestUpTo(LocalDateTime at) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT max(\"EDIT_NUM\") FROM %s WHERE \"TIMESTAMP\" <= ?"
                .formatted(quote(table.log())))) {
      statement.setObject(1, at);
      try (ResultSet newest = statement.executeQuery()) {
        newest.next();
        return newest.getLong(1);
      }
    }
  }

  /** Rows that were touched after that edit, as they were then, by row id. */
  private Map<String, Map<String, @Nullable Object>> touched(long edit) throws SQLException {
    List<LoggedChange> newestFirst = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (LoggedChange change : new LogReader(connection, table).all(edit + 1)) {
      newestFirst.add(change);
      change.rows().forEach(row -> ids.add(row.row()));
      if (ids.size() > Change.MAX_ROWS) {
        throw Refusal.of(
            Refusal.Kind.TOO_LARGE,
            "TOO_MANY_CHANGES",
            "More than %,d rows were changed since then. Ask for a later moment, or for the history of single rows."
                .formatted(Change.MAX_ROWS));
      }
    }
    Map<String, Map<String, @Nullable Object>> rows = now(List.copyOf(ids));
    newestFirst.forEach(change -> change.rows().forEach(row -> back(rows, change, row)));
    return rows;
  }

  private void back(
      Map<String, Map<String, @Nullable Object>> rows, LoggedChange change, RowEdit edit) {
    switch (edit.operation()) {
      case INSERT -> rows.remove(edit.row());
      case DELETE -> rows.put(edit.row(), old(change, edit));
      case UPDATE -> {
        Map<String, @Nullable Object> row = rows.get(edit.row());
        if (row != null) {
          row.putAll(old(change, edit));
        }
      }
    }
  }

  private Map<String, @Nullable Object> old(LoggedChange change, RowEdit edit) {
    OldValues oldValues = new OldValues(table);
    Map<String, @Nullable Object> old = new LinkedHashMap<>();
    edit.old()
        .forEach(
            (column, value) -> old.put(column, oldValues.fitted(change, column, value).value()));
    return old;
  }

  private Map<String, Map<String, @Nullable Object>> now(List<String> ids) throws SQLException {
    Map<String, Map<String, @Nullable Object>> rows = new TreeMap<>();
    for (int from = 0; from < ids.size(); from += LOOK_UP) {
      List<String> some = ids.subList(from, Math.min(ids.size(), from + LOOK_UP));
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT %s FROM %s WHERE \"ID\" IN (%s)"
                  .formatted(columns, quote(table.table()), Session.places(some.size())))) {
        Session.bind(statement, 1, some);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            rows.put(row.getString(1), StoredValues.read(table, row, 2));
          }
        }
      }
    }
    return rows;
  }

  /** Rows that nobody touched after that edit: the version of a row is its newest edit. */
  private List<PastRow> others(long edit, String last, int limit) throws SQLException {
    List<PastRow> rows = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE \"ROW_VERSION\" <= ? AND \"ID\" > ? ORDER BY \"ID\" LIMIT %d"
                .formatted(columns, quote(table.table()), limit))) {
      statement.setLong(1, edit);
      statement.setString(2, last);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.add(new PastRow(row.getString(1), StoredValues.read(table, row, 2)));
        }
      }
    }
    return rows;
  }
}
