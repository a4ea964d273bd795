package dev.millrace.bpmn.xml;

import dev.millrace.bpmn.flow.Flow;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.Start;
import dev.millrace.bpmn.flow.Trigger;
import java.util.List;
import java.util.Optional;

/**
 * Writes flow nodes. The schema wants: documentation, extensions, flows, what is the node's own.
 */
final class NodeXml {
  private NodeXml() {}

  static XmlElement of(FlowNode node, List<Flow> flows) {
    return switch (node) {
      case FlowNode.Task task -> withFlows(task(task), task, flows);
      case FlowNode.Split split -> split(split, flows);
      case FlowNode.Join join -> withFlows(element("bpmn:exclusiveGateway", join), join, flows);
      case Start start -> start(start, flows);
      case FlowNode.Boundary boundary -> boundary(boundary, flows);
      case FlowNode.Pause pause -> pause(pause, flows);
      case FlowNode.End end -> withFlows(element("bpmn:endEvent", end), end, flows);
    };
  }

  static XmlElement expression(String name, String feel) {
    return XmlElement.ofText(name, feel).with("xsi:type", "bpmn:tFormalExpression");
  }

  /** Id of the message that a start event waits for. */
  static String messageId(Start start) {
    return "Message_" + start.id();
  }

  private static XmlElement element(String name, FlowNode node) {
    XmlElement element = new XmlElement(name).with("id", node.id());
    return node.name().isEmpty() ? element : element.with("name", node.name());
  }

  private static XmlElement task(FlowNode.Task task) {
    return element("bpmn:serviceTask", task)
        .add(XmlElement.ofText("bpmn:documentation", task.documentation()))
        .add(ExtensionXml.of(task));
  }

  private static XmlElement split(FlowNode.Split split, List<Flow> flows) {
    XmlElement element = element("bpmn:exclusiveGateway", split);
    flows.stream()
        .filter(flow -> flow.source().equals(split.id()))
        .filter(flow -> flow.way().orElse(null) instanceof Flow.Way.No)
        .forEach(flow -> element.with("default", flow.id()));
    return withFlows(element, split, flows);
  }

  private static XmlElement start(Start start, List<Flow> flows) {
    XmlElement element = element("bpmn:startEvent", start);
    boolean interrupts = !(start.trigger() instanceof Trigger.None);
    if (interrupts) {
      element.with("isInterrupting", "true");
    }
    ExtensionXml.mappings(start.outputs()).ifPresent(element::add);
    withFlows(element, start, flows);
    definition(start).ifPresent(element::add);
    return element;
  }

  private static XmlElement boundary(FlowNode.Boundary boundary, List<Flow> flows) {
    XmlElement element =
        element("bpmn:boundaryEvent", boundary).with("attachedToRef", boundary.attachedTo());
    ExtensionXml.mappings(boundary.outputs()).ifPresent(element::add);
    withFlows(element, boundary, flows);
    return element.add(definition("bpmn:errorEventDefinition", boundary));
  }

  private static XmlElement pause(FlowNode.Pause pause, List<Flow> flows) {
    return withFlows(element("bpmn:intermediateCatchEvent", pause), pause, flows)
        .add(timer(pause, pause.duration()));
  }

  private static XmlElement timer(FlowNode event, String duration) {
    return definition("bpmn:timerEventDefinition", event)
        .add(expression("bpmn:timeDuration", duration));
  }

  private static Optional<XmlElement> definition(Start start) {
    return switch (start.trigger()) {
      case Trigger.None none -> Optional.empty();
      case Trigger.AnyError error -> Optional.of(definition("bpmn:errorEventDefinition", start));
      case Trigger.Timer timer -> Optional.of(timer(start, timer.duration()));
      case Trigger.Message message ->
          Optional.of(
              definition("bpmn:messageEventDefinition", start)
                  .with("messageRef", messageId(start)));
    };
  }

  private static XmlElement definition(String name, FlowNode event) {
    return new XmlElement(name).with("id", "Definition_" + event.id());
  }

  private static XmlElement withFlows(XmlElement element, FlowNode node, List<Flow> flows) {
    flows.stream()
        .filter(flow -> flow.target().equals(node.id()))
        .forEach(flow -> element.add(XmlElement.ofText("bpmn:incoming", flow.id())));
    flows.stream()
        .filter(flow -> flow.source().equals(node.id()))
        .forEach(flow -> element.add(XmlElement.ofText("bpmn:outgoing", flow.id())));
    return element;
  }
}
