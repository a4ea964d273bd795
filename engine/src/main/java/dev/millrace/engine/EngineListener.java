package dev.millrace.engine;

/**
 * Told what happened, in the engine's order, on one thread. Must not block for long and must not
 * throw.
 */
public interface EngineListener {
  /** The instance ended by itself, whatever way its model took. */
  void completed(long processInstanceKey);

  /** The instance was ended from outside: cancelled, here or in Operate. */
  void terminated(long processInstanceKey);

  /** An instance is stuck until somebody acts. */
  void incidentRaised(Incident incident);

  /** The incident is gone. */
  void incidentResolved(Incident incident);

  /**
   * A task that waits for a person came, changed or went.
   *
   * @param task as it is now; what it was when it went
   */
  default void userTaskChanged(UserTask task, UserTask.State state) {}

  /**
   * Everything up to that position of the engine's history was told. Kept together with what came
   * of it, it is where to follow on after a restart.
   */
  default void reached(long position) {}
}
