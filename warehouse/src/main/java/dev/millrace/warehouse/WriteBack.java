package dev.millrace.warehouse;

import dev.millrace.workbook.access.Reader;

/** Changes rows of input tables. Safe to call again with the same change. Thread-safe. */
public interface WriteBack {
  /**
   * Does the change, or says why not. Returns only after the warehouse's own commit.
   *
   * @param reader author of the change
   */
  WriteResult write(Change change, Reader reader);

  /**
   * Closes the door for changes of that execution: every one that was not committed before this
   * returns is refused with {@code EXECUTION_ENDED}. Idempotent.
   */
  void endExecution(String executionId);
}
