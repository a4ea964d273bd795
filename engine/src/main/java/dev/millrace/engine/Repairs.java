package dev.millrace.engine;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts right an instance that went astray. Throws {@link EngineException} as the engine does. */
public interface Repairs {
  /** Begins and ends elements of a running instance, all or none. */
  void modify(long processInstanceKey, Modification modification);

  /** Lets a running instance go on by another version of its process, or by another process. */
  void migrate(long processInstanceKey, Migration migration);

  /**
   * What is to change.
   *
   * @param begin elements to begin, in that order
   * @param end element instance keys to end
   */
  record Modification(List<Begin> begin, List<Long> end) {
    public Modification {
      begin = List.copyOf(begin);
      end = List.copyOf(end);
    }
  }

  /**
   * An element to begin.
   *
   * @param variables set for the whole instance before, JSON-like values as in {@link
   *     WorkflowEngine#start}
   */
  record Begin(String elementId, Map<String, ?> variables) {
    public Begin {
      variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
    }
  }

  /**
   * Where to.
   *
   * @param elements for each element that is active or waits: its id there
   */
  record Migration(long processDefinitionKey, Map<String, String> elements) {
    public Migration {
      elements = Map.copyOf(elements);
    }
  }
}
