package dev.millrace.workers.job;

import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Sequence.OnError;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.ledger.Delivery;
import dev.millrace.workers.ledger.StepEnd;
import dev.millrace.workers.ledger.StepLedger;
import dev.millrace.workers.ledger.StepStart;
import dev.millrace.workers.ledger.StoredJson;
import dev.millrace.workers.lifecycle.Announcements;
import dev.millrace.workers.lifecycle.ExecutionLocks;
import dev.millrace.workers.lifecycle.Instances;
import dev.millrace.workers.lifecycle.Lifecycle;
import dev.millrace.workers.value.EngineValues;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what a handler says to what is kept, what is told, and what the engine hears. */
final class StepReports {
  /** Engines refuse variables over about 2 MB; a result is no place for a table. */
  private static final int MAX_JSON = 262_144;

  private static final String RETRIES_EXHAUSTED = "RETRIES_EXHAUSTED";
  private static final String EXECUTION_ENDED = "EXECUTION_ENDED";

  private final StepLedger steps;
  private final Instances instances;
  private final ExecutionLocks locks;
  private final Announcements announcements;
  private final Clock clock;

  StepReports(Lifecycle lifecycle, Clock clock) {
    this.steps = lifecycle.ledgers().steps();
    this.instances = lifecycle.instances();
    this.locks = lifecycle.locks();
    this.announcements = lifecycle.announcements();
    this.clock = clock;
  }

  /**
   * Counts the delivery, and tells that the step is at work. If an earlier delivery did it, its
   * effects are told again: perhaps they were not told before.
   */
  Delivery deliver(StepStart start) {
    String executionId = start.executionId();
    return locks.with(
        executionId,
        () -> {
          Delivery delivery = steps.deliver(start, clock.instant());
          switch (delivery) {
            case Delivery.Open open -> announcements.changed(executionId);
            case Delivery.Done done -> tellEffects(start, done);
            case Delivery.Ended ended -> {}
          }
          return delivery;
        });
  }

  /**
   * The execution has ended, but its instance has not: it is cancelled. Until then the job stays
   * where it is, so that no later step begins.
   */
  JobOutcome ended(Job job) {
    instances.cancel(job.processInstanceKey());
    return new JobOutcome.Park();
  }

  /** What the engine did not hear of an earlier delivery. */
  JobOutcome again(Delivery.Done done) {
    return complete(done.result());
  }

  JobOutcome report(Report report, ActionOutcome outcome) {
    return switch (outcome) {
      case ActionOutcome.Done done -> done(report, done);
      case ActionOutcome.Rejected rejected -> rejected(report, rejected);
      case ActionOutcome.TryLater later -> tryLater(report, later);
      case ActionOutcome.Broken broken -> broken(report, broken.message());
    };
  }

  /** An incident; what is kept is what the operator reads. */
  private JobOutcome broken(Report report, String message) {
    failed(report, "BROKEN", message);
    return new JobOutcome.Broken(message);
  }

  private JobOutcome done(Report report, ActionOutcome.Done done) {
    StepEnd end;
    try {
      end = end(report, done);
    } catch (Refusal unfit) {
      return rejected(
          report, new ActionOutcome.Rejected(unfit.code(), String.valueOf(unfit.getMessage())));
    }
    String executionId = report.start().executionId();
    Delivery kept =
        locks.with(
            executionId,
            () -> {
              Delivery now = steps.done(report.start(), end, clock.instant());
              if (now instanceof Delivery.Done first) {
                tellEffects(report.start(), first);
                announcements.changed(executionId);
              }
              return now;
            });
    // It ended while the step was at work: whoever ended it sees to the instance.
    return kept instanceof Delivery.Done first ? complete(first.result()) : new JobOutcome.Park();
  }

  private void tellEffects(StepStart start, Delivery.Done done) {
    announcements.effects(start.executionId(), start.elementInstanceKey(), done.effects());
  }

  private static StepEnd end(Report report, ActionOutcome.Done done) {
    Object result = EngineValues.encode(done.result());
    int length =
        Math.max(StoredJson.ofValue(result).length(), StoredJson.of(done.effects()).length());
    if (length > MAX_JSON) {
      throw Refusal.of(
          Refusal.Kind.TOO_LARGE,
          "RESULT_TOO_LARGE",
          "The result has %,d characters; at most %,d can be kept.".formatted(length, MAX_JSON));
    }
    return new StepEnd(result, report.output(), done.effects(), done.rowsChanged());
  }

  private JobOutcome rejected(Report report, ActionOutcome.Rejected rejected) {
    if (rejected.errorCode().equals(EXECUTION_ENDED)) {
      // The door is closed just before the end is kept: whoever ends it sees to the instance.
      steps.failed(report.start(), rejected.errorCode(), rejected.message(), clock.instant());
      return new JobOutcome.Park();
    }
    failed(report, rejected.errorCode(), rejected.message());
    return new JobOutcome.ThrowError(
        rejected.errorCode(), rejected.message(), report.error(rejected));
  }

  /** After the last try onError decides; to stop is to wait for an operator. */
  private JobOutcome tryLater(Report report, ActionOutcome.TryLater later) {
    boolean last = report.job().retries() <= 1;
    if (last && report.onError() != OnError.STOP) {
      return rejected(report, new ActionOutcome.Rejected(RETRIES_EXHAUSTED, later.message()));
    }
    if (last) {
      failed(report, RETRIES_EXHAUSTED, later.message());
    }
    return new JobOutcome.Retry(later.message(), later.backoff());
  }

  private void failed(Report report, String code, String message) {
    String executionId = report.start().executionId();
    locks.with(
        executionId,
        () -> {
          steps.failed(report.start(), code, message, clock.instant());
          announcements.changed(executionId);
          return executionId;
        });
  }

  private static JobOutcome complete(@Nullable Object result) {
    return new JobOutcome.Complete(Collections.singletonMap(ProcessVocabulary.RESULT, result));
  }

  /**
   * What a report is about.
   *
   * @param onError what a failure of the step does
   * @param output variable that gets the result
   */
  record Report(Job job, StepStart start, OnError onError, Optional<String> output) {
    /** An error's code and message are no variables of the process; these are. */
    private Map<String, @Nullable Object> error(ActionOutcome.Rejected rejected) {
      Map<String, @Nullable Object> error =
          Map.of(
              "code", rejected.errorCode(),
              "message", rejected.message(),
              "action", job.type(),
              "step", start.step().orElse(start.elementId()));
      return Map.of(ProcessVocabulary.ERROR, error);
    }
  }
}
