package dev.millrace.engine;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A message to publish.
 *
 * @param correlationKey picks the instance that waits for it
 * @param messageId the same id, name and correlation key within {@code timeToLive} counts once
 */
public record Message(
    String name,
    String correlationKey,
    String messageId,
    Duration timeToLive,
    Map<String, ?> variables) {
  public Message {
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }
}
