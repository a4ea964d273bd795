package dev.millrace.app.workbook;

import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.app.published.PublishedWorkbooks.How;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Workbooks: listed, shown, published. */
@RestController
@RequestMapping("/api/workbooks")
@Tag(name = "workbooks")
final class WorkbookController {
  private final PublishedWorkbooks workbooks;

  WorkbookController(PublishedWorkbooks workbooks) {
    this.workbooks = workbooks;
  }

  @GetMapping
  @Operation(operationId = "workbooks", summary = "The workbooks you may see")
  WorkbookList list(@Parameter(hidden = true) Reader reader) {
    return new WorkbookList(workbooks.all(reader).stream().map(Listed::of).toList());
  }

  @GetMapping("/{id}")
  @Operation(operationId = "workbook", summary = "A workbook: pages, elements, sequences")
  WorkbookView read(@PathVariable String id, @Parameter(hidden = true) Reader reader) {
    return WorkbookView.of(workbooks.require(id, reader, Right.READ_WORKBOOK));
  }

  @GetMapping(path = "/{id}/source", produces = "application/yaml")
  @Operation(operationId = "workbookSource", summary = "The file a workbook was published from")
  String source(@PathVariable String id, @Parameter(hidden = true) Reader reader) {
    return workbooks.source(id, reader);
  }

  @PutMapping(
      path = "/{id}",
      consumes = {"application/yaml", "text/yaml"})
  @Operation(
      operationId = "publishWorkbook",
      summary = "Publish a workbook file; with errors in it the running version stays",
      description =
          "With dryRun nothing is changed, and the answer says what would be. Values that do not fit the new type of their column refuse it (COLUMN_RETYPE_LOSES, with a list), unless acceptLoss is given. Columns and tables that left the workbook stay in a trash; publishing them again brings them back.")
  Publication publish(
      @PathVariable String id,
      @RequestBody String source,
      @RequestParam(defaultValue = "false") boolean dryRun,
      @RequestParam(defaultValue = "false") boolean acceptLoss,
      @Parameter(hidden = true) Reader reader) {
    return Publication.of(workbooks.publish(id, source, new How(dryRun, acceptLoss), reader));
  }

  /** All of them. */
  record WorkbookList(List<Listed> workbooks) {}

  /** One of them. */
  record Listed(String id, String title, int version, Instant publishedAt, String publishedBy) {
    static Listed of(PublishedWorkbook workbook) {
      return new Listed(
          workbook.id(),
          workbook.workbook().title(),
          workbook.version(),
          workbook.at(),
          workbook.by());
    }
  }
}
