package dev.millrace.bpmn;

/**
 * How an execution ended, if it did not run through: the text in the process variable {@link
 * ProcessVocabulary#OUTCOME}. An execution that ends without the variable has completed.
 */
public enum Outcome {
  /** A step was refused; what was done before stays done. */
  FAILED,
  /** A step was refused, and this execution's changes were undone. */
  ROLLED_BACK,
  /** The time limit was reached. */
  TIMED_OUT,
  /** Somebody asked for it. */
  STOPPED
}
