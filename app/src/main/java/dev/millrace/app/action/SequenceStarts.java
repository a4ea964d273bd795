package dev.millrace.app.action;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.published.PublishedWorkbook;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workers.execution.Context;
import dev.millrace.workers.execution.Executions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Starts sequences whose conditions hold. */
@Component
final class SequenceStarts {
  private final Executions executions;
  private final AuditLog audit;

  SequenceStarts(Executions executions, AuditLog audit) {
    this.executions = executions;
    this.audit = audit;
  }

  /** Id of the execution, which is an older one where the key was used before. */
  String start(
      PublishedWorkbook workbook,
      Sequence sequence,
      Context context,
      Optional<String> idempotencyKey,
      Reader reader) {
    Executions.Started started =
        executions.start(
            new Executions.Start(
                workbook.id(),
                workbook.version(),
                sequence.id(),
                process(workbook.processes(), sequence),
                context,
                sequence.timeout(),
                idempotencyKey),
            reader);
    if (!started.repeated()) {
      audit.record(
          reader.user(),
          "start-execution",
          "%s.%s %s".formatted(workbook.id(), sequence.id(), started.executionId()),
          "ok");
    }
    return started.executionId();
  }

  private static long process(Map<String, Long> processes, Sequence sequence) {
    return Objects.requireNonNull(processes.get(sequence.id()), sequence.id());
  }
}
