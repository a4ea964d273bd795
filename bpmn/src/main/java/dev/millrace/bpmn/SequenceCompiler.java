package dev.millrace.bpmn;

import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.Task;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.layout.Layout;
import dev.millrace.bpmn.xml.BpmnDocument;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import java.util.List;

/** Makes a BPMN process of a sequence. Pure and deterministic; thread-safe. */
public final class SequenceCompiler {
  /** Engines refuse records over 4 MB; a process is copied into several. */
  private static final int MAX_XML = 1_000_000;

  /**
   * Compiles one sequence of a workbook that was read and found right.
   *
   * @throws CompileException if the sequence cannot become a process; see its codes
   */
  public CompiledProcess compile(Workbook workbook, Sequence sequence, Publication publication) {
    Plan plan = SequencePlanner.plan(workbook, sequence, publication);
    List<CompiledProcess.Node> nodes = plan.nodes().stream().map(SequenceCompiler::node).toList();
    String xml = BpmnDocument.write(plan, Layout.of(plan));
    if (xml.length() > MAX_XML) {
      throw new CompileException(
          CompileException.Code.SEQUENCE_TOO_LARGE,
          sequence.id(),
          "The sequence '%s' becomes a process of %,d characters; at most %,d can be deployed. Split it into several sequences."
              .formatted(sequence.id(), xml.length(), MAX_XML));
    }
    return new CompiledProcess(plan.processId(), plan.processId() + ".bpmn", xml, nodes);
  }

  private static CompiledProcess.Node node(FlowNode node) {
    return new CompiledProcess.Node(node.id(), node.stepId(), node.name(), kind(node));
  }

  private static CompiledProcess.Kind kind(FlowNode node) {
    return switch (node) {
      case Task task ->
          switch (task.purpose()) {
            case ACTION -> CompiledProcess.Kind.ACTION;
            case CONDITION -> CompiledProcess.Kind.CONDITION;
            case ROLL_BACK -> CompiledProcess.Kind.ROLL_BACK;
          };
      case FlowNode.Split split -> CompiledProcess.Kind.DECISION;
      case FlowNode.Join join -> CompiledProcess.Kind.JOIN;
      case FlowNode.Start start -> CompiledProcess.Kind.START;
      case FlowNode.Boundary boundary -> CompiledProcess.Kind.FAILURE;
      case FlowNode.Pause pause -> CompiledProcess.Kind.PAUSE;
      case FlowNode.End end -> CompiledProcess.Kind.END;
    };
  }
}
