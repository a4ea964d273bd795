package dev.millrace.warehouse.write;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.TypedRows;
import dev.millrace.warehouse.sql.TypedRows.TypedColumn;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rows with all that a table keeps of them, for one statement that makes the table so. */
final class WholeRows {
  /** What stands for the times and authors of a row that goes. */
  private static final LocalDateTime NEVER = LocalDateTime.of(1970, 1, 1, 0, 0);

  private WholeRows() {}

  /**
   * The rows in the shape that {@link dev.millrace.warehouse.sql.LogFirstSql.Merge} wants.
   *
   * @param upTo the edit that these rows show; the version of rows that are gone
   */
  static TypedRows of(StoredTable table, Map<String, Optional<RowImage>> rows, long upTo) {
    List<TypedColumn> columns = new ArrayList<>();
    columns.add(new TypedColumn("ID", "VARCHAR"));
    columns.add(new TypedColumn("MILLRACE_GONE", "BOOLEAN"));
    columns.add(new TypedColumn("ROW_VERSION", "BIGINT"));
    columns.add(new TypedColumn("CREATED_AT", "TIMESTAMP"));
    columns.add(new TypedColumn("CREATED_BY", "VARCHAR"));
    columns.add(new TypedColumn("UPDATED_AT", "TIMESTAMP"));
    columns.add(new TypedColumn("UPDATED_BY", "VARCHAR"));
    table
        .columns()
        .forEach(column -> columns.add(new TypedColumn(column.warehouseName(), column.sqlType())));
    List<List<@Nullable Object>> values = new ArrayList<>();
    rows.forEach((id, image) -> {
      RowImage row = image.orElseGet(() -> new RowImage(id, Map.of(), NEVER, "", NEVER, "", upTo));
      List<@Nullable Object> cells = new ArrayList<>();
      cells.add(id);
      cells.add(image.isEmpty());
      cells.add(row.version());
      cells.add(row.createdAt());
      cells.add(row.createdBy());
      cells.add(row.updatedAt());
      cells.add(row.updatedBy());
      for (StoredColumn column : table.columns()) {
        cells.add(TableState.stored(column, row));
      }
      values.add(cells);
    });
    return new TypedRows(table.table(), columns, values);
  }
}
