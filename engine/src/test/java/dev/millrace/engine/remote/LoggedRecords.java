package dev.millrace.engine.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.WorkflowEngine.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The records that a broker's debug exporter writes to its log, each in one line. */
final class LoggedRecords implements RecordFeed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<EngineListener> listeners = new CopyOnWriteArrayList<>();

  @Override
  public Subscription follow(EngineListener listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /** One line of the log, whatever stands in it. */
  void line(String line) {
    int begin = line.indexOf("{\"");
    if (begin < 0 || !line.contains("\"recordType\"")) {
      return;
    }
    try {
      JsonNode record = JSON.readTree(line.substring(begin));
      listeners.forEach(listener -> RecordFeed.tell(listener, record));
    } catch (JsonProcessingException noRecord) {
      // Others may write braces too.
    }
  }
}
