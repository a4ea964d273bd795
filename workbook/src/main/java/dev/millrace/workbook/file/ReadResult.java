package dev.millrace.workbook.file;

import dev.millrace.workbook.model.Workbook;
import java.util.List;
import java.util.Optional;

/**
 * Outcome of reading a workbook file.
 *
 * @param workbook empty if and only if there are problems
 * @param problems all of them, in the order of the file
 */
public record ReadResult(Optional<Workbook> workbook, List<WorkbookProblem> problems) {
  public ReadResult {
    problems = List.copyOf(problems);
  }
}
