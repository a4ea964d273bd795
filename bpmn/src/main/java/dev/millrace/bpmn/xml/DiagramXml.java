package dev.millrace.bpmn.xml;

import dev.millrace.bpmn.flow.EventSubprocess;
import dev.millrace.bpmn.flow.Flow;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.flow.Wiring;
import dev.millrace.bpmn.layout.Bounds;
import dev.millrace.bpmn.layout.Diagram;
import dev.millrace.bpmn.layout.Point;
import java.util.List;

/** Writes the diagram interchange part. */
final class DiagramXml {
  private final Diagram diagram;
  private final XmlElement plane;

  private DiagramXml(Diagram diagram, XmlElement plane) {
    this.diagram = diagram;
    this.plane = plane;
  }

  static XmlElement of(Plan plan, Diagram diagram) {
    XmlElement plane =
        new XmlElement("bpmndi:BPMNPlane")
            .with("id", "Plane_Sequence")
            .with("bpmnElement", plan.processId());
    DiagramXml xml = new DiagramXml(diagram, plane);
    // A shape lies over those before it: what contains or carries others comes first.
    xml.scope(plan.mainNodes(), Wiring.main(plan));
    for (EventSubprocess subprocess : plan.eventSubprocesses()) {
      plane.add(xml.shape(subprocess.id()).with("isExpanded", "true").add(xml.bounds(subprocess)));
      xml.scope(subprocess.nodes(), Wiring.of(subprocess));
    }
    return new XmlElement("bpmndi:BPMNDiagram").with("id", "Diagram_Sequence").add(plane);
  }

  /** What stands beside a flow that leaves a split. */
  static String text(Flow.Way way) {
    return switch (way) {
      case Flow.Way.Yes yes -> "yes";
      case Flow.Way.No no -> "no";
    };
  }

  private void scope(List<FlowNode> nodes, List<Flow> flows) {
    nodes.forEach(this::node);
    flows.forEach(this::edge);
  }

  private void node(FlowNode node) {
    XmlElement shape = shape(node.id());
    if (node instanceof FlowNode.Split || node instanceof FlowNode.Join) {
      shape.with("isMarkerVisible", "true");
    }
    plane.add(label(shape.add(bounds(diagram.shape(node.id()))), node.id()));
  }

  private void edge(Flow flow) {
    XmlElement edge =
        new XmlElement("bpmndi:BPMNEdge")
            .with("id", flow.id() + "_di")
            .with("bpmnElement", flow.id());
    for (Point point : diagram.edge(flow.id())) {
      edge.add(new XmlElement("di:waypoint").with("x", point.x()).with("y", point.y()));
    }
    plane.add(label(edge, flow.id()));
  }

  private XmlElement label(XmlElement element, String id) {
    Bounds label = diagram.labels().get(id);
    return label == null
        ? element
        : element.add(new XmlElement("bpmndi:BPMNLabel").add(bounds(label)));
  }

  private XmlElement shape(String id) {
    return new XmlElement("bpmndi:BPMNShape").with("id", id + "_di").with("bpmnElement", id);
  }

  private XmlElement bounds(EventSubprocess subprocess) {
    return bounds(diagram.shape(subprocess.id()));
  }

  private static XmlElement bounds(Bounds bounds) {
    return new XmlElement("dc:Bounds")
        .with("x", bounds.x())
        .with("y", bounds.y())
        .with("width", bounds.width())
        .with("height", bounds.height());
  }
}
