package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.JobOutcome;
import io.camunda.zeebe.protocol.impl.record.value.job.JobRecord;
import io.camunda.zeebe.protocol.record.RejectionType;
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.JobIntent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.agrona.concurrent.UnsafeBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the engine what became of jobs. */
final class JobReports {
  private static final Logger LOG = LoggerFactory.getLogger(JobReports.class);
  private static final Duration PARKED = Duration.ofDays(3650);

  private final Commands commands;

  JobReports(Commands commands) {
    this.commands = commands;
  }

  /** Reports the outcome. One that the engine refuses for a living job becomes an incident. */
  void report(long key, int retries, JobOutcome outcome) {
    Answer answer;
    try {
      answer = told(key, retries, outcome);
    } catch (EngineException invalid) {
      if (invalid.code() != EngineException.Code.INVALID) {
        throw invalid;
      }
      answer =
          new Answer.Refused(RejectionType.INVALID_ARGUMENT, String.valueOf(invalid.getMessage()));
    }
    if (answer instanceof Answer.Refused refused && refused.type() != RejectionType.NOT_FOUND) {
      LOG.debug("Outcome of job {} refused: {}", key, refused.reason());
      fail(key, 0, Duration.ZERO, "The engine refused the outcome: " + refused.reason());
    }
  }

  /** Hands the job out again at once, no try used up. */
  void again(long key, int retries) {
    fail(key, retries, Duration.ZERO, "");
  }

  /** Gives back a job that was handed out but never begun. */
  void giveBack(long key) {
    commands.post(ValueType.JOB, JobIntent.YIELD, key, new JobRecord());
  }

  private Answer told(long key, int retries, JobOutcome outcome) {
    return switch (outcome) {
      case JobOutcome.Complete complete ->
          tell(
              JobIntent.COMPLETE,
              key,
              new JobRecord().setVariables(Encoding.encoded(complete.variables())));
      case JobOutcome.ThrowError error -> tell(JobIntent.THROW_ERROR, key, thrown(error));
      case JobOutcome.Retry retry ->
          fail(key, Math.max(0, retries - 1), retry.backoff(), retry.message());
      case JobOutcome.Broken broken -> fail(key, 0, Duration.ZERO, broken.message());
      case JobOutcome.Park park ->
          tell(JobIntent.UPDATE_TIMEOUT, key, new JobRecord().setTimeout(PARKED.toMillis()));
    };
  }

  private Answer fail(long key, int retries, Duration backoff, String message) {
    JobRecord failure =
        new JobRecord()
            .setRetries(retries)
            .setRetryBackoff(Math.max(0, backoff.toMillis()))
            .setErrorMessage(message);
    return tell(JobIntent.FAIL, key, failure);
  }

  private static JobRecord thrown(JobOutcome.ThrowError error) {
    return new JobRecord()
        .setErrorCode(new UnsafeBuffer(error.code().getBytes(StandardCharsets.UTF_8)))
        .setErrorMessage(error.message())
        .setVariables(Encoding.encoded(error.variables()));
  }

  private Answer tell(JobIntent intent, long key, JobRecord value) {
    return commands.ask(ValueType.JOB, intent, key, value);
  }
}
