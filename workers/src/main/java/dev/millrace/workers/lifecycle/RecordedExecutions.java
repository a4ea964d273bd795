package dev.millrace.workers.lifecycle;

import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.Message;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workers.execution.Execution;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.ExecutionReading;
import dev.millrace.workers.ledger.Ledgers;
import dev.millrace.workers.ledger.Run;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Executions as the platform database keeps them. Who may see or end which one is decided before:
 * this class does not ask.
 */
final class RecordedExecutions implements Executions {
  private static final Duration STOP_KEPT = Duration.ofSeconds(30);

  /** Another process may have told the end. */
  private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final WorkflowEngine engine;
  private final ExecutionLedger ledger;
  private final ExecutionReading reading;
  private final Starts starts;
  private final Ends ends;
  private final Instances instances;
  private final Announcements announcements;
  private final Supplier<String> ids;

  RecordedExecutions(
      WorkflowEngine engine,
      Ledgers ledgers,
      Starts starts,
      Ends ends,
      Instances instances,
      Announcements announcements,
      Supplier<String> ids) {
    this.engine = engine;
    this.ledger = ledgers.executions();
    this.reading = ledgers.reading();
    this.starts = starts;
    this.ends = ends;
    this.instances = instances;
    this.announcements = announcements;
    this.ids = ids;
  }

  @Override
  public Started start(Start start, Reader reader) {
    return starts.start(start, reader);
  }

  @Override
  public Optional<Execution> find(String executionId) {
    return reading.find(executionId);
  }

  @Override
  public Found search(Search search) {
    return reading.search(search);
  }

  @Override
  public Optional<Execution> await(String executionId, Duration time) {
    long deadline = System.nanoTime() + time.toNanos();
    while (true) {
      CompletableFuture<Void> end = announcements.end(executionId);
      if (!isOpen(executionId)) {
        announcements.forget(executionId);
        break;
      }
      long left = deadline - System.nanoTime();
      if (left <= 0 || interrupted(end, Math.min(left, LOOK_AGAIN_NANOS))) {
        break;
      }
    }
    return reading.find(executionId);
  }

  private boolean isOpen(String executionId) {
    return ledger.status(executionId).filter(status -> !status.ended()).isPresent();
  }

  /** Waits; true if the waiting thread is wanted elsewhere. */
  private static boolean interrupted(CompletableFuture<Void> end, long nanos) {
    try {
      end.get(nanos, TimeUnit.NANOSECONDS);
      return false;
    } catch (TimeoutException lookAgain) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  @Override
  public void stop(String executionId, Reader reader) {
    requireOpen(executionId);
    try {
      engine.publish(
          new Message(ProcessVocabulary.STOP_MESSAGE, executionId, ids.get(), STOP_KEPT, Map.of()));
    } catch (EngineException failure) {
      throw EngineRefusals.of(failure).map(RuntimeException.class::cast).orElse(failure);
    }
  }

  @Override
  public void cancel(String executionId, Reader reader) {
    requireOpen(executionId);
    if (!ends.end(executionId, Status.CANCELLED, Optional.empty())) {
      throw ended(executionId);
    }
    // Read after the end: an instance that claims later finds it ended.
    ledger
        .run(executionId)
        .map(Run::instance)
        .ifPresent(instance -> instance.ifPresent(instances::cancel));
  }

  private void requireOpen(String executionId) {
    Status status =
        ledger
            .status(executionId)
            .orElseThrow(() ->
                Refusal.of(
                    Refusal.Kind.NOT_FOUND, "EXECUTION_NOT_FOUND", "There is no such execution."));
    if (status.ended()) {
      throw ended(executionId);
    }
  }

  private static Refusal ended(String executionId) {
    return Refusal.of(
        Refusal.Kind.CONFLICT,
        "EXECUTION_ENDED",
        "This execution has ended already.",
        Map.of("executionId", executionId));
  }
}
