package dev.millrace.bpmn.flow;

import dev.millrace.bpmn.flow.FlowNode.End;
import dev.millrace.bpmn.flow.FlowNode.Start;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A whole process.
 *
 * @param properties process properties, in the order they are written
 */
public record Plan(
    String processId,
    String name,
    String documentation,
    List<Property> properties,
    List<Listener> listeners,
    Start start,
    List<Block> body,
    End end,
    List<EventSubprocess> eventSubprocesses) {
  public Plan {
    properties = List.copyOf(properties);
    listeners = List.copyOf(listeners);
    body = List.copyOf(body);
    eventSubprocesses = List.copyOf(eventSubprocesses);
  }

  /** A process property. */
  public record Property(String name, String value) {}

  /**
   * An execution listener of the process.
   *
   * @param eventType {@code start} or {@code end}
   */
  public record Listener(String eventType, String jobType, int retries) {}

  /** The nodes outside event subprocesses, in reading order. */
  public List<FlowNode> mainNodes() {
    List<FlowNode> nodes = new ArrayList<>();
    nodes.add(start);
    collect(body, nodes);
    nodes.add(end);
    return nodes;
  }

  /**
   * Every node, in reading order.
   *
   * @throws IllegalStateException if two have one id
   */
  public List<FlowNode> nodes() {
    List<FlowNode> nodes = mainNodes();
    eventSubprocesses.forEach(subprocess -> nodes.addAll(subprocess.nodes()));
    Set<String> ids = new HashSet<>();
    for (FlowNode node : nodes) {
      if (!ids.add(node.id())) {
        throw new IllegalStateException("Two nodes have the id " + node.id() + ".");
      }
    }
    return nodes;
  }

  private static void collect(List<Block> blocks, List<FlowNode> nodes) {
    for (Block block : blocks) {
      switch (block) {
        case Block.Attempt attempt -> collect(attempt, nodes);
        case Block.Waiting waiting -> nodes.add(waiting.event());
        case Block.Joined joined -> {
          for (Block.Case each : joined.cases()) {
            collect(each.check(), nodes);
            nodes.add(each.split());
            collect(each.then(), nodes);
          }
          collect(joined.otherwise(), nodes);
          nodes.add(joined.join());
        }
      }
    }
  }

  private static void collect(Block.Attempt attempt, List<FlowNode> nodes) {
    nodes.add(attempt.task());
    attempt
        .failure()
        .ifPresent(failure -> {
          nodes.add(failure.boundary());
          nodes.addAll(failure.tail());
        });
  }
}
