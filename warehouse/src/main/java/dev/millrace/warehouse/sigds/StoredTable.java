package dev.millrace.warehouse.sigds;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.TableRules;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An input table as the warehouse holds it. Names are unquoted.
 *
 * @param columns those of the workbook, in its order
 * @param rules of the table as a whole
 */
public record StoredTable(
    UUID id,
    TableId owner,
    String table,
    String log,
    String view,
    List<StoredColumn> columns,
    TableRules rules) {
  public StoredTable {
    columns = List.copyOf(columns);
  }

  /** A table that has no rules as a whole. */
  public StoredTable(
      UUID id, TableId owner, String table, String log, String view, List<StoredColumn> columns) {
    this(id, owner, table, log, view, columns, TableRules.NONE);
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
