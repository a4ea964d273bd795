package dev.millrace.app.execution;

import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Execution.StepRun;
import dev.millrace.workers.execution.Execution.StepState;
import dev.millrace.workers.execution.Status;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where an execution stands.
 *
 * @param estimatedCompletion always null: no estimate is better than a wrong one
 */
public record ExecutionStatus(
    String executionId,
    String sequenceId,
    String status,
    Progress progress,
    @Nullable CurrentAction currentAction,
    Instant startTime,
    @Nullable Instant endTime,
    @Nullable Instant estimatedCompletion,
    Map<String, @Nullable Object> outputVariables,
    @Nullable ExecutionError error,
    List<StepStatus> steps,
    Instant timestamp) {

  public static ExecutionStatus of(Execution execution, Instant now) {
    return new ExecutionStatus(
        execution.id(),
        execution.sequenceId(),
        word(execution.status()),
        Progress.of(execution),
        CurrentAction.of(execution).orElse(null),
        execution.startedAt(),
        execution.endedAt().orElse(null),
        null,
        execution.outputs(),
        ExecutionError.of(execution).orElse(null),
        execution.steps().stream().map(StepStatus::of).toList(),
        now);
  }

  public static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  /** How many of the actions are done; some are never begun, where a condition passes them over. */
  public record Progress(int current, int total, int percentage) {
    public static Progress of(Execution execution) {
      int total = execution.totalSteps();
      int done =
          (int) execution.steps().stream().filter(step -> step.state() == StepState.DONE).count();
      int current = Math.min(done, total);
      boolean complete = execution.status() == Status.COMPLETED || total == 0;
      return new Progress(current, total, complete ? 100 : current * 100 / total);
    }
  }

  /** The step that runs now. */
  public record CurrentAction(String id, String name) {
    public static Optional<CurrentAction> of(Execution execution) {
      return execution.status().ended()
          ? Optional.empty()
          : execution.steps().stream()
              .filter(step -> step.state() == StepState.RUNNING)
              .reduce((before, last) -> last)
              .map(step -> new CurrentAction(step.step(), step.name()));
    }
  }

  /** Why an execution ended badly, or is stuck. */
  public record ExecutionError(String code, String message, @Nullable String step) {
    public static Optional<ExecutionError> of(Execution execution) {
      return execution
          .failure()
          .map(failure ->
              new ExecutionError(failure.code(), failure.message(), failure.step().orElse(null)));
    }
  }

  /** One step that began. */
  public record StepStatus(
      String id, String name, String state, Instant startedAt, @Nullable Instant endedAt) {
    static StepStatus of(StepRun step) {
      return new StepStatus(
          step.step(),
          step.name(),
          word(step.state()),
          step.startedAt(),
          step.endedAt().orElse(null));
    }
  }
}
