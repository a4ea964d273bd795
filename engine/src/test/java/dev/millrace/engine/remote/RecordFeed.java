package dev.millrace.engine.remote;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.WorkflowEngine.Subscription;

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
      default -> {}
    }
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
