package dev.millrace.engine;

import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A task that waits for a person.
 *
 * @param assignee who has it; empty while nobody does
 * @param formKey key of the form that was deployed with it, or -1
 * @param formReference the designer's own word for a form kept elsewhere; empty if none
 * @param priority 0 to 100, 50 unless the designer said otherwise
 * @param headers as the designer wrote them
 */
public record UserTask(
    long key,
    String elementId,
    long elementInstanceKey,
    long processInstanceKey,
    long processDefinitionKey,
    String bpmnProcessId,
    String assignee,
    List<String> candidateGroups,
    List<String> candidateUsers,
    @Nullable ZonedDateTime dueDate,
    @Nullable ZonedDateTime followUpDate,
    int priority,
    long formKey,
    String formReference,
    Map<String, String> headers) {
  public UserTask {
    candidateGroups = List.copyOf(candidateGroups);
    candidateUsers = List.copyOf(candidateUsers);
    headers = Map.copyOf(headers);
  }

  /** What became of it. */
  public enum State {
    /** It waits: it is new, or its assignee or another property changed. */
    OPEN,
    COMPLETED,
    /** Its instance was cancelled, or went on without it. */
    CANCELLED
  }
}
