package dev.millrace.app.action;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger did.
 *
 * @param refused sequences whose conditions hold and that could not start
 */
record Triggered(
    boolean success, List<StartedSequence> started, List<Skipped> skipped, List<Refused> refused) {

  /** A sequence that was started. */
  record StartedSequence(
      boolean success,
      String sequenceId,
      StartedExecution result,
      String status,
      Instant timestamp) {}

  /** Where to ask for it. */
  record StartedExecution(String executionId) {}

  /**
   * A sequence that was passed over.
   *
   * @param reason CONDITION or DISABLED
   */
  record Skipped(String sequenceId, String reason) {}

  /**
   * A sequence that could not start.
   *
   * @param executionId the one that runs already, where that is why
   */
  record Refused(String sequenceId, String code, String detail, @Nullable String executionId) {}
}
