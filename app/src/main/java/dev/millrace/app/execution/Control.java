package dev.millrace.app.execution;

import dev.millrace.app.audit.AuditLog;
import dev.millrace.app.problem.FieldRequiredException;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Stops and cancels executions. */
@Component
final class Control {
  private final Executions executions;
  private final AuditLog audit;

  Control(Executions executions, AuditLog audit) {
    this.executions = executions;
    this.audit = audit;
  }

  void run(Verb verb, Execution execution, Reader reader) {
    switch (verb) {
      case STOP -> executions.stop(execution.id(), reader);
      case CANCEL -> executions.cancel(execution.id(), reader);
    }
    audit.record(reader.user(), "control-" + ExecutionStatus.word(verb), execution.id(), "ok");
  }

  /** What can be done to a running execution. */
  enum Verb {
    STOP,
    CANCEL;

    static Verb of(String word) {
      return switch (word) {
        case "stop" -> STOP;
        case "cancel" -> CANCEL;
        case "pause", "resume" ->
            throw refusal("UNSUPPORTED", "Executions cannot be paused yet. Use stop or cancel.");
        default -> throw refusal("VALUE_INVALID", "The field 'action' must be stop or cancel.");
      };
    }

    private static Refusal refusal(String code, String message) {
      return Refusal.of(Refusal.Kind.INVALID, code, message, Map.of("field", "action"));
    }
  }

  /**
   * What to do.
   *
   * @param action stop, cancel, pause or resume
   */
  record ControlBody(String action) {
    ControlBody {
      FieldRequiredException.require("action", action);
    }
  }

  /** It is on its way; the execution's status says when it is done. */
  record Controlled(String executionId, String action, boolean success, Instant timestamp) {}
}
