package dev.millrace.engine;

/** Does the work of jobs. Called on many threads at once, also for the same job. */
@FunctionalInterface
public interface JobRunner {
  /** Runs the job. An exception counts as {@link JobOutcome.Broken}, with no detail shown. */
  JobOutcome run(Job job);
}
