package dev.millrace.engine;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One piece of work the engine hands out. May be delivered more than once: {@code
 * elementInstanceKey} is the same for every delivery of one piece.
 *
 * @param key the job's key
 * @param type e.g. {@code millrace:insert-row:1}
 * @param elementId id of the BPMN element
 * @param elementInstanceKey unique within the engine's incarnation
 * @param processId BPMN process id
 * @param retries tries left, this one included
 * @param headers the element's task headers: the action's fields
 * @param variables what the element sees; JSON-like values, null included
 */
public record Job(
    long key,
    String type,
    String elementId,
    long elementInstanceKey,
    long processInstanceKey,
    long processDefinitionKey,
    String processId,
    int retries,
    Map<String, String> headers,
    Map<String, @Nullable Object> variables) {}
