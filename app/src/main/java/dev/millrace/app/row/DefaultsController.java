package dev.millrace.app.row;

import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.app.row.RowBodies.NewRowAnswer;
import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.cell.CellException;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What a new row would hold, before there is one. */
@RestController
@Tag(name = "rows")
final class DefaultsController {
  private final PublishedWorkbooks workbooks;
  private final Defaults defaults;

  DefaultsController(PublishedWorkbooks workbooks, Defaults defaults) {
    this.workbooks = workbooks;
    this.defaults = defaults;
  }

  @GetMapping("/api/workbooks/{workbook}/elements/{element}/defaults")
  @Operation(
      operationId = "newRow",
      summary = "What a row added now would hold if it were given nothing",
      description = "Columns without a default are left out. What is computed may differ later.")
  NewRowAnswer newRow(
      @PathVariable String workbook,
      @PathVariable String element,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table =
        Tables.require(workbooks, workbook, element, reader, Right.EDIT_ROWS);
    Defaults.NewRow row = defaults.newRow(reader);
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (Column column : table.columns()) {
      if (column.fallback().isPresent()) {
        values.put(column.id(), ColumnValues.write(table, column.id(), value(row, column)));
      }
    }
    return new NewRowAnswer(values);
  }

  private static @Nullable Object value(Defaults.NewRow row, Column column) {
    try {
      return row.of(column);
    } catch (CellException e) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          e.code(),
          "Column '%s': %s".formatted(column.name(), e.getMessage()),
          Map.of("field", "values." + column.id()));
    }
  }
}
