package dev.millrace.bpmn.layout;

import java.util.List;
import java.util.Map;

/**
 * A drawn process.
 *
 * @param shapes by id of the node or event subprocess
 * @param edges by id of the flow, from source to target
 * @param labels by id of the node or flow that has its text outside of itself
 */
public record Diagram(
    Map<String, Bounds> shapes, Map<String, List<Point>> edges, Map<String, Bounds> labels) {
  public Diagram {
    shapes = Map.copyOf(shapes);
    edges = Map.copyOf(edges);
    labels = Map.copyOf(labels);
  }

  /** Where that element stands. */
  public Bounds shape(String id) {
    return required(shapes, id);
  }

  /** The way a flow takes. */
  public List<Point> edge(String id) {
    return required(edges, id);
  }

  private static <T> T required(Map<String, T> map, String id) {
    T value = map.get(id);
    if (value == null) {
      throw new IllegalStateException(id + " is not drawn.");
    }
    return value;
  }
}
