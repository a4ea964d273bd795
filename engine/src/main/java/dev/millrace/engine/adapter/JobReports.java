package dev.millrace.engine.adapter;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.JobRunner;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs jobs and tells the engine what became of them: one meaning for all adapters. */
public final class JobReports {
  private static final Logger LOG = LoggerFactory.getLogger(JobReports.class);
  private static final Duration PARKED = Duration.ofDays(3650);

  private final JobCommands commands;

  public JobReports(JobCommands commands) {
    this.commands = commands;
  }

  /**
   * Runs the job and reports its outcome. Never throws: where the engine cannot be told, it hands
   * the job out again when its time is over.
   */
  public void run(Job job, JobRunner runner) {
    try {
      report(job.key(), job.retries(), outcome(job, runner));
    } catch (EngineException untold) {
      LOG.warn(
          "The engine was not told the outcome of job {} and will hand it out again: {}",
          job.key(),
          untold.getMessage());
    }
  }

  /**
   * Tells the engine the outcome. Without effect if the job is gone; an outcome that the engine
   * refuses for a living job becomes an incident.
   *
   * @throws EngineException {@code BUSY} or {@code UNAVAILABLE}
   */
  public void report(long jobKey, int retries, JobOutcome outcome) {
    try {
      tell(jobKey, retries, outcome);
    } catch (EngineException refused) {
      if (!isGone(refused)) {
        String message = "The engine refused the outcome: " + refused.getMessage();
        failIfAlive(jobKey, 0, message);
      }
    }
  }

  /** Hands the job out again at once, no try used up. Without effect if the job is gone. */
  public void again(long jobKey, int retries) {
    failIfAlive(jobKey, retries, "");
  }

  private void tell(long jobKey, int retries, JobOutcome outcome) {
    switch (outcome) {
      case JobOutcome.Complete complete -> commands.complete(jobKey, complete.variables());
      case JobOutcome.ThrowError error ->
          commands.throwError(jobKey, error.code(), error.message(), error.variables());
      case JobOutcome.Retry retry ->
          commands.fail(jobKey, Math.max(0, retries - 1), retry.backoff(), retry.message());
      case JobOutcome.Broken broken -> commands.fail(jobKey, 0, Duration.ZERO, broken.message());
      case JobOutcome.Park park -> commands.extend(jobKey, PARKED);
    }
  }

  private void failIfAlive(long jobKey, int retries, String message) {
    try {
      commands.fail(jobKey, retries, Duration.ZERO, message);
    } catch (EngineException refused) {
      if (!isGone(refused)) {
        LOG.debug("Job {} is not waiting for an outcome: {}", jobKey, refused.getMessage());
      }
    }
  }

  /** Rethrows what says nothing about the job. */
  private static boolean isGone(EngineException refused) {
    return switch (refused.code()) {
      case NOT_FOUND -> true;
      case INVALID, CONFLICT -> false;
      case BUSY, UNAVAILABLE, DAMAGED, FORMAT -> throw refused;
    };
  }

  @SuppressWarnings(
      "CatchThrowable") // whatever a handler throws ends as an incident, not as a silence
  private static JobOutcome outcome(Job job, JobRunner runner) {
    try {
      return Objects.requireNonNull(runner.run(job), "The runner returned no outcome.");
    } catch (Throwable bug) {
      LOG.error("The runner of job {} ({}) failed.", job.key(), job.type(), bug);
      return new JobOutcome.Broken(
          "The step failed inside Millrace; the log has the cause under job %d."
              .formatted(job.key()));
    }
  }
}
