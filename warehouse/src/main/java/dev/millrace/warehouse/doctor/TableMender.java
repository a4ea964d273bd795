package dev.millrace.warehouse.doctor;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.SigdsDoctor.Finding;
import dev.millrace.warehouse.publish.TableShape;
import dev.millrace.warehouse.sigds.Catalogued;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.ChangesAtOnce;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** What a repair does to one table, in the writer's transaction. */
record TableMender(Session session, WarehouseSql sql, boolean revert) {

  boolean mends(Finding finding) {
    return finding.mend().by(revert);
  }

  void rename(String from, String to) throws SQLException {
    execute("ALTER TABLE %s RENAME TO %s".formatted(quote(from), quote(to)));
  }

  void addColumn(String table, String column, String sqlType) throws SQLException {
    execute("ALTER TABLE %s ADD COLUMN %s %s".formatted(quote(table), quote(column), sqlType));
  }

  /** Makes a table again from a log that holds all of it. */
  void recreate(Catalogued catalogued, EditsByRow edits) throws SQLException {
    StoredTable table = catalogued.table();
    TableShape.createTable(new ChangesAtOnce(session.connection(), sql), table.table());
    for (StoredColumn column : table.columns()) {
      addColumn(table.table(), column.warehouseName(), column.sqlType());
    }
    // What stood in the trash is lost, but what is there again can be taken out of it.
    for (Map.Entry<String, String> away : catalogued.away().entrySet()) {
      addColumn(table.table(), away.getKey(), away.getValue());
    }
    RowMender rows = rows(table);
    edits.fold(histories -> {
      for (RowHistory row : histories) {
        if (row.now().present()) {
          rows.put(row.row(), row.now(), false);
        }
      }
    });
    rows.flush();
  }

  RowMender rows(StoredTable table) {
    return new RowMender(session, sql, table);
  }

  void view(StoredTable published) throws SQLException {
    TableShape.createView(new ChangesAtOnce(session.connection(), sql), published);
  }

  /** Keeps the writers of other processes out of all tables until the transaction ends. */
  void lock(List<StoredTable> tables) throws SQLException {
    sql.lockCatalogue(session.connection());
    sql.lockTables(session, tables.stream().map(table -> table.id().toString()).toList());
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(text);
    }
  }
}
