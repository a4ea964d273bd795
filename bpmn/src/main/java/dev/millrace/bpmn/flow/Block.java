package dev.millrace.bpmn.flow;

import dev.millrace.bpmn.flow.FlowNode.Boundary;
import dev.millrace.bpmn.flow.FlowNode.Join;
import dev.millrace.bpmn.flow.FlowNode.Split;
import dev.millrace.bpmn.flow.FlowNode.Task;
import java.util.List;
import java.util.Optional;

/** A part of a process with one way in and one way out. */
public sealed interface Block {

  /**
   * A task.
   *
   * @param failure its own way to fail; empty: as the process does
   */
  record Attempt(Task task, Optional<Failure> failure) implements Block {}

  /** An event that the process waits for. */
  record Waiting(FlowNode.Pause event) implements Block {}

  /**
   * Ways that come together again: the first case that holds, or else {@code otherwise}. Without
   * cases it is a row whose failures go on at the join.
   */
  record Joined(List<Case> cases, List<Block> otherwise, Join join) implements Block {
    public Joined {
      cases = List.copyOf(cases);
      otherwise = List.copyOf(otherwise);
    }
  }

  /**
   * One case.
   *
   * @param check computes the condition
   * @param condition FEEL over what {@code check} has computed, with its leading equals sign
   */
  record Case(Attempt check, Split split, String condition, List<Block> then) {
    public Case {
      then = List.copyOf(then);
    }
  }

  /**
   * Where a failing task goes.
   *
   * @param tail nodes up to an end; empty: to the join of the block around it
   */
  record Failure(Boundary boundary, List<FlowNode> tail) {
    public Failure {
      tail = List.copyOf(tail);
    }

    /** True if the process goes on behind the block. */
    public boolean goesOn() {
      return tail.isEmpty();
    }
  }
}
