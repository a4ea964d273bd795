package dev.millrace.engine;

/** What an engine may be able to do; a missing one is named in docs/guide/engines.md. */
public enum Capability {
  /** Jobs are pushed, not polled. */
  JOB_PUSH,
  /** {@link WorkflowEngine#follow} reports ends and incidents from the engine's own records. */
  RECORD_FEED,
  /** Parked jobs can be ended and handed out again by their key. */
  PARKED_JOBS,
  /** What was acknowledged survives the end of the process. */
  DURABLE
}
