package dev.millrace.app.row;

import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.app.row.RowBodies.Inserted;
import dev.millrace.app.row.RowBodies.Patched;
import dev.millrace.app.row.RowBodies.RowAnswer;
import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** People's own edits: straight to the warehouse, each one a change of its own. */
@RestController
@RequestMapping("/api/workbooks/{workbook}/elements/{element}/rows")
@Tag(name = "rows")
final class RowController {
  private final PublishedWorkbooks workbooks;
  private final RowEdits edits;

  RowController(PublishedWorkbooks workbooks, RowEdits edits) {
    this.workbooks = workbooks;
    this.edits = edits;
  }

  @PatchMapping("/{row}")
  @Operation(operationId = "updateRow", summary = "Change cells of a row as you saw it")
  RowAnswer update(
      @PathVariable String workbook,
      @PathVariable String element,
      @PathVariable String row,
      @RequestBody Patched body,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table = table(workbook, element, reader);
    RowChange change =
        update(row, OptionalLong.of(body.version()), ColumnValues.read(table, body.values()));
    return edits.write(new Change.TableId(workbook, element), table, change, key, reader);
  }

  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  @Operation(operationId = "insertRow", summary = "Add a row")
  RowAnswer insert(
      @PathVariable String workbook,
      @PathVariable String element,
      @RequestBody Inserted body,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table = table(workbook, element, reader);
    RowChange change = insert(ColumnValues.read(table, body.values()));
    return edits.write(new Change.TableId(workbook, element), table, change, key, reader);
  }

  @DeleteMapping("/{row}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(operationId = "deleteRow", summary = "Remove a row as you saw it")
  void delete(
      @PathVariable String workbook,
      @PathVariable String element,
      @PathVariable String row,
      @RequestParam long version,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table = table(workbook, element, reader);
    RowChange change = new RowChange.Delete(row, OptionalLong.of(version));
    edits.write(new Change.TableId(workbook, element), table, change, key, reader);
  }

  private Element.InputTable table(String workbook, String element, Reader reader) {
    return Tables.require(workbooks, workbook, element, reader, Right.EDIT_ROWS);
  }

  /** Null clears a cell; compact constructors do not say to their callers that it is legal. */
  @SuppressWarnings("NullAway")
  private static RowChange update(
      String row, OptionalLong version, Map<String, @Nullable Object> values) {
    return new RowChange.Update(row, version, values);
  }

  @SuppressWarnings("NullAway")
  private static RowChange insert(Map<String, @Nullable Object> values) {
    return new RowChange.Insert(Optional.empty(), values);
  }
}
