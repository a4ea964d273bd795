package dev.millrace.workers.job;

import dev.millrace.bpmn.Outcome;
import dev.millrace.bpmn.ProcessVocabulary;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.Claim;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.lifecycle.Ends;
import dev.millrace.workers.lifecycle.Instances;
import dev.millrace.workers.lifecycle.Lifecycle;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first and the last job of every execution. */
final class ListenerJobs {
  private static final Logger LOG = LoggerFactory.getLogger(ListenerJobs.class);
  private static final Duration BACKOFF = Duration.ofSeconds(5);

  private final ExecutionLedger executions;
  private final Instances instances;
  private final Ends ends;

  ListenerJobs(Lifecycle lifecycle) {
    this.executions = lifecycle.ledgers().executions();
    this.instances = lifecycle.instances();
    this.ends = lifecycle.ends();
  }

  /** Claims the execution before any step runs; an instance that may not have it is cancelled. */
  JobOutcome started(Job job) {
    Optional<String> id = executionId(job);
    Claim claim =
        id.map(known -> instances.claim(known, job.processInstanceKey())).orElse(Claim.UNKNOWN);
    return switch (claim) {
      case TAKEN, HELD -> new JobOutcome.Complete(Map.of());
      case LOST, ENDED -> {
        instances.cancel(job.processInstanceKey());
        yield new JobOutcome.Park();
      }
      case UNKNOWN ->
          new JobOutcome.Broken(
              "NO_OWNER: nobody is known on whose behalf this process runs. Cancel it, and start it through Millrace.");
    };
  }

  /** The fast way to an end. It must not fail: the engine's own records tell the rest. */
  JobOutcome ended(Job job) {
    Optional<String> id = executionId(job).filter(known -> isOf(known, job.processInstanceKey()));
    if (id.isPresent()) {
      try {
        Status status = status(job.variables().get(ProcessVocabulary.OUTCOME));
        ends.end(id.get(), status, failure(status, job));
      } catch (RuntimeException away) {
        LOG.warn("The end of execution {} is not kept yet.", id.get(), away);
        return new JobOutcome.Retry("The end could not be kept yet.", BACKOFF);
      }
    }
    return new JobOutcome.Complete(Map.of());
  }

  private boolean isOf(String executionId, long instance) {
    return executions
        .run(executionId)
        .filter(run -> run.instance().orElse(-1) == instance)
        .isPresent();
  }

  private static Optional<String> executionId(Job job) {
    return job.variables().get(ProcessVocabulary.EXECUTION_ID) instanceof String id
        ? Optional.of(id)
        : Optional.empty();
  }

  private static Status status(@Nullable Object outcome) {
    for (Outcome known : Outcome.values()) {
      if (known.name().equals(outcome)) {
        return switch (known) {
          case FAILED -> Status.FAILED;
          case ROLLED_BACK -> Status.ROLLED_BACK;
          case TIMED_OUT -> Status.TIMED_OUT;
          case STOPPED -> Status.STOPPED;
        };
      }
    }
    return Status.COMPLETED;
  }

  private static Optional<Failure> failure(Status status, Job job) {
    if (status == Status.TIMED_OUT) {
      return Optional.of(new Failure("TIMED_OUT", "The time limit was reached.", Optional.empty()));
    }
    boolean failed = status == Status.FAILED || status == Status.ROLLED_BACK;
    if (failed && job.variables().get(ProcessVocabulary.FAILURE) instanceof Map<?, ?> error) {
      return Optional.of(
          new Failure(
              text(error, "code").orElse("FAILED"),
              text(error, "message").orElse(""),
              text(error, "step")));
    }
    return failed
        ? Optional.of(new Failure("FAILED", "A step failed.", Optional.empty()))
        : Optional.empty();
  }

  private static Optional<String> text(Map<?, ?> error, String key) {
    return error.get(key) instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
