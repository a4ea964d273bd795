package dev.millrace.warehouse.history;

import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.EditHistory.Entry;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/** Entries of the log as people see them. */
public final class Pages {
  private Pages() {}

  /**
   * The newest entries that the filter leaves.
   *
   * @throws Refusal {@code PAGE_INVALID}
   */
  public static List<Entry> read(Connection connection, StoredTable table, Filter filter)
      throws SQLException {
    if (filter.limit() < 1 || filter.limit() > EditHistory.MAX_ENTRIES) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "PAGE_INVALID",
          "A page of the history has a limit of 1 to %d.".formatted(EditHistory.MAX_ENTRIES),
          Map.of("field", "limit"));
    }
    return new LogReader(connection, table).page(filter, change -> entry(change, filter));
  }

  private static Entry entry(LoggedChange change, Filter filter) {
    List<RowEdit> rows =
        change.rows().stream().filter(row -> LogReader.shows(row, filter)).toList();
    return new Entry(
        change.editNumber(),
        change.change(),
        change.by(),
        change.text("actor").orElse(""),
        change.at().toInstant(ZoneOffset.UTC),
        change.text("execution"),
        change.text("sequence"),
        change.text("step"),
        change.undoes(),
        rows.subList(0, Math.min(rows.size(), EditHistory.MAX_ROWS_SHOWN)),
        rows.size());
  }
}
