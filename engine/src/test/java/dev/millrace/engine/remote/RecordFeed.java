package dev.millrace.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.UserTask;
import dev.millrace.engine.WorkflowEngine.Subscription;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a cluster does not have: ends and incidents from its records. */
@FunctionalInterface
interface RecordFeed {
  Subscription follow(EngineListener listener);

  /** Tells what the record, as Zeebe writes it in JSON, means; most mean nothing here. */
  static void tell(EngineListener listener, JsonNode record) {
    if (!record.path("recordType").asText().equals("EVENT")) {
      return;
    }
    switch (record.path("valueType").asText() + " " + record.path("intent").asText()) {
      case "PROCESS_INSTANCE ELEMENT_COMPLETED" -> {
        if (isInstance(record)) {
          listener.completed(record.path("key").asLong());
        }
      }
      case "PROCESS_INSTANCE ELEMENT_TERMINATED" -> {
        if (isInstance(record)) {
          listener.terminated(record.path("key").asLong());
        }
      }
      case "INCIDENT CREATED" -> listener.incidentRaised(incident(record));
      case "INCIDENT RESOLVED" -> listener.incidentResolved(incident(record));
      case "USER_TASK CREATED", "USER_TASK ASSIGNED", "USER_TASK UPDATED" ->
          listener.userTaskChanged(userTask(record.path("value")), UserTask.State.OPEN);
      case "USER_TASK COMPLETED" ->
          listener.userTaskChanged(userTask(record.path("value")), UserTask.State.COMPLETED);
      case "USER_TASK CANCELED" ->
          listener.userTaskChanged(userTask(record.path("value")), UserTask.State.CANCELLED);
      default -> {}
    }
  }

  private static UserTask userTask(JsonNode value) {
    return new UserTask(
        value.path("userTaskKey").asLong(),
        value.path("elementId").asText(),
        value.path("elementInstanceKey").asLong(),
        value.path("processInstanceKey").asLong(),
        value.path("processDefinitionKey").asLong(),
        value.path("bpmnProcessId").asText(),
        value.path("assignee").asText(),
        texts(value.path("candidateGroupsList")),
        texts(value.path("candidateUsersList")),
        time(value.path("dueDate").asText()),
        time(value.path("followUpDate").asText()),
        value.path("priority").asInt(),
        value.path("formKey").asLong(),
        value.path("externalFormReference").asText(),
        Map.of());
  }

  private static List<String> texts(JsonNode array) {
    return array.valueStream().map(JsonNode::asText).toList();
  }

  private static @Nullable ZonedDateTime time(String text) {
    return text.isEmpty() ? null : ZonedDateTime.parse(text);
  }

  private static boolean isInstance(JsonNode record) {
    return record.path("key").asLong() == record.at("/value/processInstanceKey").asLong();
  }

  private static Incident incident(JsonNode record) {
    JsonNode value = record.path("value");
    return new Incident(
        record.path("key").asLong(),
        value.path("processInstanceKey").asLong(),
        value.path("elementInstanceKey").asLong(),
        value.path("elementId").asText(),
        value.path("jobKey").asLong(),
        value.path("errorType").asText(),
        value.path("errorMessage").asText());
  }
}
