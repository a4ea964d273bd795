package dev.millrace.engine.embedded.log;

/** Where a crash is most telling; passed by in this order of danger, and told to whoever asks. */
public enum Point {
  /** The log is safe on disk; nobody was told yet. */
  LOG_FORCED,
  /** The state was copied; the snapshot is not complete. */
  SNAPSHOT_COPIED,
  /** The snapshot is complete; older ones are still there. */
  SNAPSHOT_COMPLETED,
  /** A file of the log that nobody needs is gone; others are still there. */
  LOG_FILE_DELETED
}
