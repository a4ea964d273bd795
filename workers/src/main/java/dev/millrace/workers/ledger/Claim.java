package dev.millrace.workers.ledger;

/** What came of a process instance's claim on an execution. */
public enum Claim {
  /** It is the instance's from now on. */
  TAKEN,
  /** It was the instance's before. */
  HELD,
  /** Another instance has it. */
  LOST,
  /** It has ended. */
  ENDED,
  /** There is no such execution. */
  UNKNOWN
}
