package dev.millrace.app.row;

import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.app.row.BatchBodies.Batch;
import dev.millrace.app.row.BatchBodies.BatchAnswer;
import dev.millrace.app.row.ChangesBodies.ChangesPage;
import dev.millrace.app.row.ChangesBodies.PastPage;
import dev.millrace.app.row.ChangesBodies.UndoAnswer;
import dev.millrace.app.row.ChangesBodies.UndoRequest;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import dev.millrace.workbook.model.Element;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed what in an input table, and the way back. */
@RestController
@RequestMapping("/api/workbooks/{workbook}/elements/{element}")
@Tag(name = "changes")
final class ChangesController {
  private final PublishedWorkbooks workbooks;
  private final Warehouse warehouse;
  private final RowEdits edits;
  private final BatchReader batches;

  ChangesController(
      PublishedWorkbooks workbooks, Warehouse warehouse, RowEdits edits, BatchReader batches) {
    this.edits = edits;
    this.batches = batches;
    this.workbooks = workbooks;
    this.warehouse = warehouse;
  }

  @GetMapping("/changes")
  @Operation(operationId = "changes", summary = "Changes of an input table, newest first")
  ChangesPage changes(
      @PathVariable String workbook,
      @PathVariable String element,
      @Parameter(description = "Only those of this row") @RequestParam Optional<String> row,
      @Parameter(description = "Only those of this column, by its id") @RequestParam
          Optional<String> column,
      @Parameter(description = "Only this one") @RequestParam Optional<String> change,
      @Parameter(description = "Only those of this execution") @RequestParam
          Optional<String> execution,
      @Parameter(description = "Only those with a smaller edit number") @RequestParam
          Optional<Long> before,
      @RequestParam(defaultValue = "50") int limit,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table =
        Tables.require(workbooks, workbook, element, reader, Right.READ_WORKBOOK);
    Filter filter =
        new Filter(
            row,
            column,
            change.map(ChangesBodies::id),
            execution,
            before.map(OptionalLong::of).orElse(OptionalLong.empty()),
            limit);
    return ChangesPage.of(
        table, warehouse.editHistory().entries(new TableId(workbook, element), filter), limit);
  }

  @PostMapping("/changes")
  @Operation(
      operationId = "changeRows",
      summary = "Insert, update, delete or upsert rows; all of it happens or none",
      description =
          "Rows are named by id, by key, or by a formula over the table. What names one row and"
              + " finds several changes nothing.")
  BatchAnswer change(
      @PathVariable String workbook,
      @PathVariable String element,
      @RequestBody Batch body,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    PublishedWorkbook published = workbooks.require(workbook, reader, Right.EDIT_ROWS);
    Element.InputTable table = Tables.require(published, element);
    return edits.write(
        new TableId(workbook, element),
        table,
        batches.read(body, published.workbook(), table),
        key,
        reader);
  }

  @GetMapping("/past")
  @Operation(
      operationId = "pastRows",
      summary = "An input table as it stood at a moment",
      description =
          "What people entered, without computed columns. Rows that were changed since come first.")
  PastPage past(
      @PathVariable String workbook,
      @PathVariable String element,
      @Parameter(description = "The moment, in ISO 8601 with an offset or Z") @RequestParam
          String at,
      @Parameter(description = "The page before said so") @RequestParam Optional<String> after,
      @RequestParam(defaultValue = "100") int limit,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table =
        Tables.require(workbooks, workbook, element, reader, Right.READ_WORKBOOK);
    Instant moment = ChangesBodies.moment(at);
    return PastPage.of(
        table,
        moment,
        warehouse.editHistory().past(new TableId(workbook, element), moment, after, limit));
  }

  @PostMapping("/undo")
  @Operation(
      operationId = "undo",
      summary = "Take changes back, or see what that would do",
      description = "What others changed since stays. An undo is a change: undoing it is the redo.")
  UndoAnswer undo(
      @PathVariable String workbook,
      @PathVariable String element,
      @RequestBody UndoRequest body,
      @RequestHeader("Idempotency-Key") Optional<String> key,
      @Parameter(hidden = true) Reader reader) {
    Element.InputTable table =
        Tables.require(workbooks, workbook, element, reader, Right.EDIT_ROWS);
    TableId id = new TableId(workbook, element);
    EditHistory history = warehouse.editHistory();
    if (Boolean.TRUE.equals(body.preview())) {
      return UndoAnswer.of(Optional.empty(), history.preview(id, body.target()));
    }
    UUID change = ChangeIds.of(id, key, reader);
    EditHistory.Undo undo = history.undo(change, id, body.target(), reader);
    RowEdits.written(table, undo.result());
    return UndoAnswer.of(Optional.of(change), undo.plan());
  }
}
