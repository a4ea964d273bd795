package dev.millrace.bpmn;

import java.util.List;
import java.util.Optional;

/**
 * A sequence as a deployable process. Equal input gives an equal record, byte for byte, so that
 * deploying it again makes no new version.
 *
 * @param processId {@code <workbook id>.<sequence id>}, and {@code .draft} behind a draft's
 * @param resourceName the process id and {@code .bpmn}
 * @param xml BPMN 2.0 with diagram coordinates; UTF-8 when deployed
 * @param nodes every flow node: the main line in the order of the steps, then the event
 *     subprocesses
 */
public record CompiledProcess(String processId, String resourceName, String xml, List<Node> nodes) {
  public CompiledProcess {
    nodes = List.copyOf(nodes);
  }

  /**
   * One flow node.
   *
   * @param elementId BPMN element id, as jobs and engine records name it
   * @param stepId the step it was compiled from; empty: it belongs to the sequence as a whole
   * @param name what people see in the diagram
   */
  public record Node(String elementId, Optional<String> stepId, String name, Kind kind) {}

  /** What a flow node is there for. */
  public enum Kind {
    /** Begins the process or one of its event subprocesses. */
    START,
    /** Runs a step's action: the only kind that counts as progress. */
    ACTION,
    /** Computes a condition. */
    CONDITION,
    /** Lets time pass. */
    PAUSE,
    /** Takes one of two ways. */
    DECISION,
    /** Brings ways together. */
    JOIN,
    /** Catches a failure of one step. */
    FAILURE,
    /** Undoes the execution's changes. */
    ROLL_BACK,
    END
  }
}
