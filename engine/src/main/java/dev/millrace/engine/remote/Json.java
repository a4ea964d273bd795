package dev.millrace.engine.remote;

import dev.millrace.engine.adapter.Variables;
import io.camunda.client.api.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Variables as the cluster takes them: a JSON document. */
record Json(JsonMapper mapper) {
  /**
   * @throws dev.millrace.engine.EngineException {@code INVALID} where the engine could not carry
   *     them
   */
  String encoded(Map<String, ?> variables) {
    String document = mapper.toJson(Variables.checked(variables));
    Variables.requireSize(document.getBytes(StandardCharsets.UTF_8).length);
    return document;
  }
}
