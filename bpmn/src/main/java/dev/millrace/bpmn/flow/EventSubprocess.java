package dev.millrace.bpmn.flow;

import dev.millrace.bpmn.flow.FlowNode.Start;
import java.util.List;
import java.util.stream.Stream;

/**
 * Interrupts the process when its start event happens.
 *
 * @param rest a row behind the start, up to an end
 */
public record EventSubprocess(String id, String name, Start start, List<FlowNode> rest) {
  public EventSubprocess {
    rest = List.copyOf(rest);
  }

  public List<FlowNode> nodes() {
    return Stream.concat(Stream.of(start), rest.stream()).toList();
  }
}
