package dev.millrace.bpmn.flow;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A node of a process. Ids are unique in the process. */
public sealed interface FlowNode {
  String id();

  /** What the diagram shows; empty for joins. */
  String name();

  /** The step it comes from, if it comes from one. */
  Optional<String> stepId();

  /**
   * A service task.
   *
   * @param headers task headers, in the order they are written
   * @param outputs never empty: what a worker returns to a task without output mappings lands at
   *     the root
   */
  record Task(
      String id,
      String name,
      Optional<String> stepId,
      Purpose purpose,
      String documentation,
      String jobType,
      int retries,
      Map<String, String> headers,
      List<Output> outputs)
      implements FlowNode {
    public Task {
      outputs = List.copyOf(outputs);
      if (outputs.isEmpty()) {
        throw new IllegalArgumentException("Task " + id + " maps no output.");
      }
    }
  }

  /** What a task is there for. */
  enum Purpose {
    ACTION,
    CONDITION,
    ROLL_BACK
  }

  /** An exclusive gateway with two ways out. */
  record Split(String id, String name, Optional<String> stepId) implements FlowNode {}

  /** An exclusive gateway with one way out. */
  record Join(String id, Optional<String> stepId) implements FlowNode {
    @Override
    public String name() {
      return "";
    }
  }

  /** Begins a process (trigger {@link Trigger.None}) or an event subprocess. */
  record Start(String id, String name, Trigger trigger, List<Output> outputs) implements FlowNode {
    public Start {
      outputs = List.copyOf(outputs);
    }

    @Override
    public Optional<String> stepId() {
      return Optional.empty();
    }
  }

  /** Catches every error of a task and interrupts it. */
  record Boundary(
      String id, String name, Optional<String> stepId, String attachedTo, List<Output> outputs)
      implements FlowNode {
    public Boundary {
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Holds the process until time has passed.
   *
   * @param duration FEEL, with its leading equals sign
   */
  record Pause(String id, String name, Optional<String> stepId, String duration)
      implements FlowNode {}

  /** Ends the process or an event subprocess. */
  record End(String id, String name, Optional<String> stepId) implements FlowNode {}
}
