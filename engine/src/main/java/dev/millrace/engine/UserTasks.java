package dev.millrace.engine;

import java.util.Map;

/**
 * Tasks that wait for people. Every method throws {@link EngineException} as {@link WorkflowEngine}
 * does, and {@code CONFLICT} where somebody else was faster.
 */
public interface UserTasks {
  /** Takes a task that nobody has; {@code CONFLICT} if another person has it. */
  void claim(long userTaskKey, String assignee);

  /** Gives a task to that person, whoever had it. */
  void assign(long userTaskKey, String assignee);

  /** Puts a task back for all who may take it. */
  void unassign(long userTaskKey);

  /**
   * Ends a task; the process goes on.
   *
   * @param variables JSON-like values for the process, as in {@link WorkflowEngine#start}
   */
  void complete(long userTaskKey, Map<String, ?> variables);
}
