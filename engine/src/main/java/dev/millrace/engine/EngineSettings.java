package dev.millrace.engine;

import java.time.Duration;

/**
 * How jobs are handed out.
 *
 * @param jobTimeout a job whose outcome has not come by then is handed out again
 * @param maxActiveJobs jobs one {@link WorkflowEngine.Work} holds at a time; the others wait in the
 *     engine
 * @param drainTime how long closing waits for jobs that are still running
 */
public record EngineSettings(Duration jobTimeout, int maxActiveJobs, Duration drainTime) {
  /** 5 minutes, 64 jobs, 30 seconds. */
  public static final EngineSettings DEFAULT =
      new EngineSettings(Duration.ofMinutes(5), 64, Duration.ofSeconds(30));

  public EngineSettings {
    if (jobTimeout.toMillis() < 1) {
      throw new IllegalArgumentException(
          "The job timeout is %s; it must be at least 1 ms.".formatted(jobTimeout));
    }
    if (maxActiveJobs < 1) {
      throw new IllegalArgumentException(
          "The number of active jobs is %d; it must be at least 1.".formatted(maxActiveJobs));
    }
    if (drainTime.isNegative()) {
      throw new IllegalArgumentException(
          "The drain time is %s; it must not be negative.".formatted(drainTime));
    }
  }
}
