package dev.millrace.bpmn.xml;

import dev.millrace.bpmn.flow.EventSubprocess;
import dev.millrace.bpmn.flow.Flow;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.flow.Trigger;
import dev.millrace.bpmn.flow.Wiring;
import dev.millrace.bpmn.layout.Diagram;
import java.util.List;

/**
 * Writes a plan and its diagram as one BPMN file. Written by hand rather than with a model library:
 * the order of attributes and the ids of anonymous elements must not depend on anyone's release.
 */
public final class BpmnDocument {
  private BpmnDocument() {}

  /** The file's text; all of it is determined by the arguments. */
  public static String write(Plan plan, Diagram diagram) {
    XmlElement definitions =
        new XmlElement("bpmn:definitions")
            .with("xmlns:bpmn", "http://www.omg.org/spec/BPMN/20100524/MODEL")
            .with("xmlns:bpmndi", "http://www.omg.org/spec/BPMN/20100524/DI")
            .with("xmlns:dc", "http://www.omg.org/spec/DD/20100524/DC")
            .with("xmlns:di", "http://www.omg.org/spec/DD/20100524/DI")
            .with("xmlns:modeler", "http://camunda.org/schema/modeler/1.0")
            .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
            .with("xmlns:zeebe", "http://camunda.org/schema/zeebe/1.0")
            .with("id", "Definitions_Sequence")
            .with("targetNamespace", "http://bpmn.io/schema/bpmn")
            .with("exporter", "Millrace")
            .with("modeler:executionPlatform", "Camunda Cloud")
            .with("modeler:executionPlatformVersion", "8.6.0");
    definitions.add(process(plan));
    for (EventSubprocess subprocess : plan.eventSubprocesses()) {
      if (subprocess.start().trigger() instanceof Trigger.Message message) {
        definitions.add(message(subprocess, message));
      }
    }
    return definitions.add(DiagramXml.of(plan, diagram)).document();
  }

  private static XmlElement process(Plan plan) {
    XmlElement process =
        new XmlElement("bpmn:process")
            .with("id", plan.processId())
            .with("name", plan.name())
            .with("isExecutable", "true")
            .add(XmlElement.ofText("bpmn:documentation", plan.documentation()))
            .add(ExtensionXml.of(plan));
    scope(process, plan.mainNodes(), Wiring.main(plan));
    for (EventSubprocess subprocess : plan.eventSubprocesses()) {
      XmlElement element =
          new XmlElement("bpmn:subProcess")
              .with("id", subprocess.id())
              .with("name", subprocess.name())
              .with("triggeredByEvent", "true");
      scope(element, subprocess.nodes(), Wiring.of(subprocess));
      process.add(element);
    }
    return process;
  }

  private static void scope(XmlElement scope, List<FlowNode> nodes, List<Flow> flows) {
    nodes.forEach(node -> scope.add(NodeXml.of(node, flows)));
    flows.forEach(flow -> scope.add(flow(flow)));
  }

  private static XmlElement flow(Flow flow) {
    XmlElement element = new XmlElement("bpmn:sequenceFlow").with("id", flow.id());
    flow.way().ifPresent(way -> element.with("name", DiagramXml.text(way)));
    element.with("sourceRef", flow.source()).with("targetRef", flow.target());
    if (flow.way().orElse(null) instanceof Flow.Way.Yes(String condition)) {
      element.add(NodeXml.expression("bpmn:conditionExpression", condition));
    }
    return element;
  }

  private static XmlElement message(EventSubprocess subprocess, Trigger.Message message) {
    return new XmlElement("bpmn:message")
        .with("id", NodeXml.messageId(subprocess.start()))
        .with("name", message.name())
        .add(
            new XmlElement("bpmn:extensionElements")
                .add(
                    new XmlElement("zeebe:subscription")
                        .with("correlationKey", message.correlationKey())));
  }
}
