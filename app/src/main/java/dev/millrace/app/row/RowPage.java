package dev.millrace.app.row;

import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.ElementRows.Mark;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.ResultColumn;
import dev.millrace.warehouse.ElementRows.Row;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A page of rows.
 *
 * @param total rows of the element, whatever the page
 */
record RowPage(List<ColumnHead> columns, List<RowLine> rows, long total, long offset) {

  static RowPage of(Element.InputTable table, Page page, long offset) {
    List<ColumnHead> heads =
        page.columns().stream().map(column -> ColumnHead.of(table, column)).toList();
    List<RowLine> rows =
        page.rows().stream().map(row -> RowLine.of(table, page.columns(), row)).toList();
    return new RowPage(heads, rows, page.total(), offset);
  }

  /**
   * A column of the page.
   *
   * @param type of its values
   * @param kind what can be entered, where it can be edited
   */
  record ColumnHead(String id, String name, String type, boolean editable, @Nullable String kind) {
    static ColumnHead of(Element.InputTable table, ResultColumn column) {
      return new ColumnHead(
          column.id(),
          column.name(),
          column.type().name().toLowerCase(Locale.ROOT),
          column.editable(),
          table
              .column(column.id())
              .map(Column::kind)
              .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-'))
              .orElse(null));
    }
  }

  /**
   * A cell that breaks a rule of its column, though it stands there.
   *
   * @param column id, or null for a rule of the row as a whole
   * @param given what the file has there, if it is no value of the column; else null
   */
  record CellMark(@Nullable String column, String code, String message, @Nullable String given) {
    static CellMark of(Mark mark) {
      return new CellMark(
          mark.column().isEmpty() ? null : mark.column(),
          mark.code(),
          mark.message(),
          mark.given().orElse(null));
    }
  }

  /** A row; values in the order of the columns. */
  record RowLine(String id, long version, List<@Nullable Object> values, List<CellMark> marks) {
    static RowLine of(Element.InputTable table, List<ResultColumn> columns, Row row) {
      List<@Nullable Object> values = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        values.add(ColumnValues.write(table, columns.get(i).id(), row.values().get(i)));
      }
      return new RowLine(
          row.id(), row.version(), values, row.marks().stream().map(CellMark::of).toList());
    }
  }
}
