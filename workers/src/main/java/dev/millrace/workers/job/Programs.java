package dev.millrace.workers.job;

import dev.millrace.formula.Formulas;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.ledger.Run;
import dev.millrace.workers.value.UnusableStepException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sequences that run. Thread-safe. */
final class Programs {
  private static final int MOST_KEPT = 1000;

  private final RunningWorkbooks workbooks;
  private final Formulas formulas;
  private final Map<Id, Program> programs = new ConcurrentHashMap<>();

  Programs(RunningWorkbooks workbooks, Formulas formulas) {
    this.workbooks = workbooks;
    this.formulas = formulas;
  }

  /**
   * What that execution runs.
   *
   * @throws UnusableStepException if it is not there any more
   */
  Program of(Run run) {
    if (programs.size() >= MOST_KEPT) {
      programs.clear();
    }
    return programs.computeIfAbsent(
        new Id(run.workbook(), run.workbookVersion(), run.sequence()), this::read);
  }

  private Program read(Id id) {
    Workbook workbook =
        workbooks
            .version(id.workbook(), id.version())
            .orElseThrow(() -> missing("The workbook '%s' has no version %d.", id));
    Sequence sequence =
        workbook
            .sequence(id.sequence())
            .orElseThrow(
                () -> missing("The workbook '%s' has in its version %d no sequence '%s'.", id));
    return new Program(
        workbook, sequence, workbooks.nodes(id.workbook(), id.version(), id.sequence()), formulas);
  }

  private static UnusableStepException missing(String message, Id id) {
    return new UnusableStepException(message.formatted(id.workbook(), id.version(), id.sequence()));
  }

  private record Id(String workbook, int version, String sequence) {}
}
