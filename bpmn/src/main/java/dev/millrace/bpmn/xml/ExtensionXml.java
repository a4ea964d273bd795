package dev.millrace.bpmn.xml;

import dev.millrace.bpmn.flow.FlowNode.Task;
import dev.millrace.bpmn.flow.Output;
import dev.millrace.bpmn.flow.Plan;
import java.util.List;
import java.util.Optional;

/** Writes what only Zeebe understands. */
final class ExtensionXml {
  private ExtensionXml() {}

  static XmlElement of(Plan plan) {
    XmlElement properties = new XmlElement("zeebe:properties");
    plan.properties()
        .forEach(property ->
            properties.add(
                new XmlElement("zeebe:property")
                    .with("name", property.name())
                    .with("value", property.value())));
    XmlElement listeners = new XmlElement("zeebe:executionListeners");
    plan.listeners()
        .forEach(listener ->
            listeners.add(
                new XmlElement("zeebe:executionListener")
                    .with("eventType", listener.eventType())
                    .with("type", listener.jobType())
                    .with("retries", listener.retries())));
    return new XmlElement("bpmn:extensionElements").add(properties).add(listeners);
  }

  static XmlElement of(Task task) {
    XmlElement extensions =
        new XmlElement("bpmn:extensionElements")
            .add(
                new XmlElement("zeebe:taskDefinition")
                    .with("type", task.jobType())
                    .with("retries", task.retries()));
    if (!task.headers().isEmpty()) {
      XmlElement headers = new XmlElement("zeebe:taskHeaders");
      task.headers()
          .forEach((key, value) ->
              headers.add(new XmlElement("zeebe:header").with("key", key).with("value", value)));
      extensions.add(headers);
    }
    return extensions.add(ioMapping(task.outputs()));
  }

  /** The extensions of an event that maps outputs and has nothing else. */
  static Optional<XmlElement> mappings(List<Output> outputs) {
    return outputs.isEmpty()
        ? Optional.empty()
        : Optional.of(new XmlElement("bpmn:extensionElements").add(ioMapping(outputs)));
  }

  private static XmlElement ioMapping(List<Output> outputs) {
    XmlElement mapping = new XmlElement("zeebe:ioMapping");
    outputs.forEach(output ->
        mapping.add(
            new XmlElement("zeebe:output")
                .with("source", output.source())
                .with("target", output.target())));
    return mapping;
  }
}
