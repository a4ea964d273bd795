package dev.millrace.workers.execution;

/** Where an execution stands; lower case in the API. */
public enum Status {
  RUNNING,
  PAUSED,
  /** For a person, a message or a time. */
  WAITING,
  INCIDENT,
  COMPLETED,
  FAILED,
  TIMED_OUT,
  STOPPED,
  CANCELLED,
  ROLLED_BACK;

  /** Whether it stays so. */
  public boolean ended() {
    return switch (this) {
      case RUNNING, PAUSED, WAITING, INCIDENT -> false;
      case COMPLETED, FAILED, TIMED_OUT, STOPPED, CANCELLED, ROLLED_BACK -> true;
    };
  }
}
