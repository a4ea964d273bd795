package dev.millrace.warehouse.sigds;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An input table as the warehouse holds it. Names are unquoted.
 *
 * @param columns those of the workbook, in its order
 */
public record StoredTable(
    UUID id, TableId owner, String table, String log, String view, List<StoredColumn> columns) {
  public StoredTable {
    columns = List.copyOf(columns);
  }

  public Optional<StoredColumn> column(String columnId) {
    return columns.stream().filter(column -> column.column().id().equals(columnId)).findFirst();
  }

  /**
   * A column and where its values are.
   *
   * @param warehouseName column of the SIGDS table
   */
  public record StoredColumn(Column column, String warehouseName) {
    /** The SQL type its values are stored in. */
    public String sqlType() {
      return SqlNames.type(column.kind());
    }
  }
}
