package dev.millrace.app.row;

import dev.millrace.app.problem.FieldRequiredException;
import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.workbook.model.Element;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What goes in and out when a row is edited. */
final class RowBodies {
  private RowBodies() {}

  /**
   * New values for some cells.
   *
   * @param version of the row, as it was seen
   * @param values column id to value; null clears the cell
   */
  record Patched(Long version, Map<String, @Nullable Object> values) {
    Patched {
      FieldRequiredException.require("version", version);
      FieldRequiredException.require("values", values);
    }
  }

  /** A new row: column id to value. */
  record Inserted(Map<String, @Nullable Object> values) {
    Inserted {
      FieldRequiredException.require("values", values);
    }
  }

  /** Defaults of a new row: column id to value. */
  record NewRowAnswer(Map<String, @Nullable Object> values) {}

  /**
   * The row as it is now.
   *
   * @param visible false if the change is safe in the table's log, but the warehouse does not show
   *     it yet
   */
  record RowAnswer(RowView row, boolean visible) {}

  /** A row: column id to value. */
  record RowView(String id, long version, Map<String, @Nullable Object> values) {
    static RowView of(Element.InputTable table, WriteResult.RowState row) {
      Map<String, @Nullable Object> values = new LinkedHashMap<>();
      row.values()
          .forEach((column, value) -> values.put(column, ColumnValues.write(table, column, value)));
      return new RowView(row.row(), row.version(), values);
    }
  }
}
