package dev.millrace.engine.remote;

import dev.millrace.engine.UserTasks;
import io.camunda.client.CamundaClient;
import java.util.Map;

/** User tasks of a cluster, over REST: gRPC does not know them. */
record RemoteUserTasks(CamundaClient client, Calls calls, Json json) implements UserTasks {
  @Override
  public void claim(long userTaskKey, String assignee) {
    calls.call(() ->
        client
            .newAssignUserTaskCommand(userTaskKey)
            .assignee(assignee)
            .allowOverride(false)
            .action("claim"));
  }

  @Override
  public void assign(long userTaskKey, String assignee) {
    calls.call(
        () -> client.newAssignUserTaskCommand(userTaskKey).assignee(assignee).allowOverride(true));
  }

  @Override
  public void unassign(long userTaskKey) {
    calls.call(() -> client.newUnassignUserTaskCommand(userTaskKey));
  }

  @Override
  public void complete(long userTaskKey, Map<String, ?> variables) {
    calls.call(
        () -> client.newCompleteUserTaskCommand(userTaskKey).variables(json.encoded(variables)));
  }
}
