package dev.millrace.warehouse.write;

import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.history.LogReader;
import dev.millrace.warehouse.history.LoggedChange;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a log that its table may not show yet. The table may show a part of it or all: what a
 * row shows already is told by its version, and a row that is not there can only come by an insert.
 */
final class Tail {
  private Tail() {}

  /** The rows that the log's end touches, as they are to be. */
  static TableState read(Session session, WarehouseSql sql, StoredTable table, long applied)
      throws SQLException {
    List<LoggedChange> changes =
        new LogReader(session.connection(), table).all(applied + 1).reversed();
    Set<String> rows = new HashSet<>();
    changes.forEach(change -> change.rows().forEach(row -> rows.add(row.row())));
    TableState state = new TableState(session, sql, table);
    state.load(rows);
    for (LoggedChange change : changes) {
      for (RowEdit edit : change.rows()) {
        state.put(edit.row(), after(state.row(edit.row()), change, edit));
      }
    }
    return state;
  }

  private static Optional<RowImage> after(
      Optional<RowImage> row, LoggedChange change, RowEdit edit) {
    if (row.isPresent() && row.get().version() >= change.editNumber()) {
      return row;
    }
    return switch (edit.operation()) {
      case INSERT ->
          Optional.of(
              new RowImage(
                  edit.row(),
                  edit.now(),
                  change.at(),
                  change.by(),
                  change.at(),
                  change.by(),
                  edit.version()));
      case UPDATE ->
          row.map(found -> found.with(edit.now(), change.at(), change.by(), edit.version()));
      case DELETE -> Optional.empty();
    };
  }
}
