package dev.millrace.workers.execution;

import dev.millrace.workbook.access.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run of a sequence, as it stands.
 *
 * @param workbookVersion version of the workbook it runs
 * @param steps in the order they began
 * @param totalSteps nodes of the process that do work, for progress
 */
public record Execution(
    String id,
    String workbook,
    String sequence,
    int workbookVersion,
    Status status,
    Reader reader,
    Context context,
    Instant startedAt,
    Optional<Instant> endedAt,
    Optional<Failure> failure,
    List<StepRun> steps,
    int totalSteps,
    int rowsChanged,
    Map<String, @Nullable Object> outputs) {
  public String sequenceId() {
    return workbook + "." + sequence;
  }

  /** Why it ended badly, or is stuck. */
  public record Failure(String code, String message, Optional<String> step) {}

  /** One step that began; one record for each piece of work, however often it was delivered. */
  public record StepRun(
      String elementId,
      String step,
      String name,
      StepState state,
      int deliveries,
      Instant startedAt,
      Optional<Instant> endedAt) {}

  /** Where a step stands. */
  public enum StepState {
    RUNNING,
    DONE,
    FAILED
  }
}
