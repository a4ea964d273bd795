package dev.millrace.engine.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.WorkflowEngine.Subscription;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The records that a broker's debug exporter writes to its log, each in one line. They come late,
 * so a listener is told by their time what was written after it began to follow.
 */
final class LoggedRecords implements RecordFeed {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final InstantSource clock;
  private final List<Follower> followers = new CopyOnWriteArrayList<>();

  /**
   * @param clock the broker's, or one that agrees with it
   */
  LoggedRecords(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Subscription follow(EngineListener listener) {
    Follower follower = new Follower(listener, clock.millis());
    followers.add(follower);
    return () -> followers.remove(follower);
  }

  /** One line of the log, whatever stands in it. */
  void line(String line) {
    int begin = line.indexOf("{\"");
    if (begin < 0 || !line.contains("\"recordType\"")) {
      return;
    }
    try {
      JsonNode record = JSON.readTree(line.substring(begin));
      followers.forEach(follower -> follower.tell(record));
    } catch (JsonProcessingException noRecord) {
      // Others may write braces too.
    }
  }

  private record Follower(EngineListener listener, long since) {
    void tell(JsonNode record) {
      if (record.path("timestamp").asLong() > since) {
        RecordFeed.tell(listener, record);
      }
    }
  }
}
