package dev.millrace.engine;

import java.util.List;

/**
 * An instance that runs now.
 *
 * @param userTasks that wait for somebody
 * @param incidents that nobody has resolved
 */
public record RunningInstance(List<UserTask> userTasks, List<Incident> incidents) {
  public RunningInstance {
    userTasks = List.copyOf(userTasks);
    incidents = List.copyOf(incidents);
  }
}
