package dev.millrace.app.action;

import dev.millrace.app.execution.ExecutionStatus;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a call did.
 *
 * @param success false if the execution ended, and not well
 * @param executionTime milliseconds from start to end; absent while it runs
 * @param error why it ended badly
 */
record Executed(
    boolean success,
    String sequenceId,
    Outcome result,
    String status,
    Optional<Long> executionTime,
    Optional<ExecutionStatus.ExecutionError> error,
    Instant timestamp) {

  /** It runs; nobody waited for the end, or not long enough. */
  static Executed running(String sequenceId, String executionId, String status, Instant now) {
    return new Executed(
        true,
        sequenceId,
        new Outcome(executionId, Optional.empty(), Optional.empty(), Optional.empty()),
        status,
        Optional.empty(),
        Optional.empty(),
        now);
  }

  /** It has ended. */
  static Executed ended(Execution execution, Instant now) {
    int rows = execution.rowsChanged();
    return new Executed(
        execution.status() == Status.COMPLETED,
        execution.sequenceId(),
        new Outcome(
            execution.id(),
            Optional.of(ExecutionStatus.Progress.of(execution).current()),
            Optional.of(rows > 0),
            Optional.of(execution.outputs())),
        ExecutionStatus.word(execution.status()),
        execution.endedAt().map(end -> Duration.between(execution.startedAt(), end).toMillis()),
        ExecutionStatus.ExecutionError.of(execution),
        now);
  }

  /** What came of it; all but the id is there once it has ended. */
  record Outcome(
      String executionId,
      Optional<Integer> actionsExecuted,
      Optional<Boolean> dataModified,
      Optional<Map<String, @Nullable Object>> outputVariables) {}
}
