package dev.millrace.app.published;

import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.file.WorkbookProblem;
import java.util.List;
import java.util.Map;

/** A file that does not make a workbook. */
final class InvalidWorkbookException extends RuntimeException {
  private final transient List<WorkbookProblem> problems;

  InvalidWorkbookException(List<WorkbookProblem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  /** {@code WORKBOOK_INVALID} with every problem. */
  Refusal refusal() {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "WORKBOOK_INVALID",
        "The workbook has %d error%s. The running version stays."
            .formatted(problems.size(), problems.size() == 1 ? "" : "s"),
        Map.of("errors", problems));
  }
}
