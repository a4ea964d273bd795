package dev.millrace.workers.execution;

import dev.millrace.workbook.access.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Starts, watches and stops executions. Thread-safe. */
public interface Executions {
  /**
   * Starts a sequence whose condition holds.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code SEQUENCE_RUNNING} with the running {@code
   *     executionId}, {@code IDEMPOTENCY_KEY_REUSED}, {@code ENGINE_BUSY}
   */
  Started start(Start start, Reader reader);

  Optional<Execution> find(String executionId);

  /** Waits until the execution has ended, or the time is over; returns it as it then stands. */
  Optional<Execution> await(String executionId, Duration time);

  /** Newest first. */
  Found search(Search search);

  /**
   * Ends an execution through its model's stop event; what it wrote stays.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code EXECUTION_NOT_FOUND}, {@code
   *     EXECUTION_ENDED}
   */
  void stop(String executionId, Reader reader);

  /** Ends an execution at once: no event of its model runs. Refusals as for stop. */
  void cancel(String executionId, Reader reader);

  /**
   * What to start.
   *
   * @param process the engine's key of the compiled process
   * @param idempotencyKey the same key of the same user starts once within 24 hours
   */
  record Start(
      String workbook,
      int workbookVersion,
      String sequence,
      long process,
      Context context,
      Duration timeout,
      Optional<String> idempotencyKey) {}

  /** An execution that runs, or ran before under the same idempotency key. */
  record Started(String executionId, boolean repeated) {}

  /**
   * Which executions.
   *
   * @param page from 1
   */
  record Search(
      Optional<String> user,
      Optional<String> sequenceId,
      List<Status> statuses,
      Optional<Instant> from,
      Optional<Instant> to,
      int page,
      int limit) {}

  /** A page of executions, and how many there are. */
  record Found(List<Execution> executions, long total) {}
}
