package dev.millrace.workbook.model;

import java.time.Duration;

/** When what people and sequences enter into a table is written to the warehouse. */
public sealed interface WriteProfile {
  /** At once, with whatever else waits. */
  record Immediate() implements WriteProfile {}

  /**
   * After a while, with all that came meanwhile, in warehouses where each statement is slow or paid
   * for; at once in the others.
   *
   * @param time how long the first change waits for others; its author waits too
   */
  record Batched(Duration time) implements WriteProfile {
    /** If the file does not say. */
    public static final Duration USUAL = Duration.ofSeconds(5);
  }

  /** The page keeps what is entered until its author saves; then at once. */
  record Staged() implements WriteProfile {}
}
