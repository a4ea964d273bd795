package dev.millrace.engine.embedded;

import dev.millrace.engine.Incident;
import dev.millrace.engine.UserTask;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/** From the engine's records to the port's. */
final class Values {
  private Values() {}

  static Incident incident(long key, IncidentRecord incident) {
    return new Incident(
        key,
        incident.getProcessInstanceKey(),
        incident.getElementInstanceKey(),
        incident.getElementId(),
        incident.getJobKey(),
        incident.getErrorType().name(),
        incident.getErrorMessage());
  }

  static UserTask userTask(UserTaskRecord task) {
    return new UserTask(
        task.getUserTaskKey(),
        task.getElementId(),
        task.getElementInstanceKey(),
        task.getProcessInstanceKey(),
        task.getProcessDefinitionKey(),
        task.getBpmnProcessId(),
        task.getAssignee(),
        task.getCandidateGroupsList(),
        task.getCandidateUsersList(),
        time(task.getDueDate()),
        time(task.getFollowUpDate()),
        task.getPriority(),
        task.getFormKey(),
        task.getExternalFormReference(),
        task.getCustomHeaders());
  }

  private static @Nullable ZonedDateTime time(String text) {
    return text.isEmpty() ? null : ZonedDateTime.parse(text);
  }
}
