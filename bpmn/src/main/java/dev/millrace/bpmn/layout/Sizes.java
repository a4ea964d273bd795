package dev.millrace.bpmn.layout;

import dev.millrace.bpmn.flow.FlowNode;

/** Sizes of shapes, as Modeler draws them. */
final class Sizes {
  static final int TASK_WIDTH = 100;
  static final int TASK_HEIGHT = 80;
  static final int EVENT = 36;
  static final int GATEWAY = 50;

  private Sizes() {}

  static Bounds of(FlowNode node, int left, int line) {
    return switch (node) {
      case FlowNode.Task task -> Bounds.onLine(left, line, TASK_WIDTH, TASK_HEIGHT);
      case FlowNode.Split split -> Bounds.onLine(left, line, GATEWAY, GATEWAY);
      case FlowNode.Join join -> Bounds.onLine(left, line, GATEWAY, GATEWAY);
      case FlowNode.Start start -> Bounds.onLine(left, line, EVENT, EVENT);
      case FlowNode.Boundary boundary -> Bounds.onLine(left, line, EVENT, EVENT);
      case FlowNode.Pause pause -> Bounds.onLine(left, line, EVENT, EVENT);
      case FlowNode.End end -> Bounds.onLine(left, line, EVENT, EVENT);
    };
  }
}
