package dev.millrace.warehouse.sigds;

import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.SystemColumn;
import dev.millrace.workbook.model.TableRules;
import java.util.ArrayList;
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
  /** How rows follow each other: as they came. */
  public static final List<Sort> ORDER =
      List.of(
          new Sort(SystemColumn.CREATED_AT.name(), false), new Sort(SystemColumn.ID.name(), false));

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

  /** The table as formulas see it: columns by their names, then the system columns. */
  public Source source() {
    List<SourceColumn> shown = new ArrayList<>();
    columns.forEach(column ->
        shown.add(
            new SourceColumn(
                column.column().name(), column.warehouseName(), type(column.column().kind()))));
    for (SystemColumn column : SystemColumn.values()) {
      shown.add(new SourceColumn(column.name(), column.name(), type(column)));
    }
    return new Source(List.of(table), shown);
  }

  private static ColumnType type(Column.Kind kind) {
    return switch (kind) {
      case TEXT, SINGLE_SELECT -> ColumnType.TEXT;
      case NUMBER -> ColumnType.DECIMAL;
      case DATE -> ColumnType.DATE;
      case DATETIME -> ColumnType.TIMESTAMP;
      case CHECKBOX -> ColumnType.BOOLEAN;
      case MULTI_SELECT -> ColumnType.JSON;
    };
  }

  private static ColumnType type(SystemColumn column) {
    return switch (column) {
      case ID, CREATED_BY, UPDATED_BY -> ColumnType.TEXT;
      case CREATED_AT, UPDATED_AT -> ColumnType.TIMESTAMP;
      case ROW_VERSION -> ColumnType.INTEGER;
    };
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
