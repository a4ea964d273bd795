package dev.millrace.workers.value;

/**
 * A step as it stands in the model cannot run; a designer has to change it. The message is for an
 * operator and holds no row values.
 */
public final class UnusableStepException extends RuntimeException {
  public UnusableStepException(String message) {
    super(message);
  }
}
