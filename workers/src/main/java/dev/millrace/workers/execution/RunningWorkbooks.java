package dev.millrace.workers.execution;

import dev.millrace.workbook.model.Workbook;
import java.util.List;
import java.util.Optional;

/** Workbook versions as executions need them, the old ones included. The app implements it. */
public interface RunningWorkbooks {
  Optional<Workbook> version(String workbook, int version);

  /** BPMN element to step, for one sequence, in the order of the process. */
  List<Node> nodes(String workbook, int version, String sequence);

  /** A BPMN element that does work. */
  record Node(String elementId, String step, String name) {}
}
