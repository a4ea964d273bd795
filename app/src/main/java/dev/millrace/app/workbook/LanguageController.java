package dev.millrace.app.workbook;

import dev.millrace.workbook.file.WorkbookFiles;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What editors need to know: the functions, and the shape of a workbook file. */
@RestController
@Tag(name = "language")
final class LanguageController {
  private final WorkbookFiles files;

  LanguageController(WorkbookFiles files) {
    this.files = files;
  }

  @GetMapping(path = "/api/schema/workbook", produces = "application/schema+json")
  @Operation(operationId = "workbookSchema", summary = "The JSON schema of workbook files")
  String schema() {
    return files.jsonSchema();
  }
}
