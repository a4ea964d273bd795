package dev.millrace.bpmn.layout;

import dev.millrace.bpmn.flow.Flow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds the way of each flow over placed shapes, in right angles. */
final class Edges {
  private final Map<String, Bounds> shapes;
  private final Map<String, Integer> lanes;

  /**
   * @param lanes by id of a flow that passes below everything between its ends, the line it takes
   */
  Edges(Map<String, Bounds> shapes, Map<String, Integer> lanes) {
    this.shapes = shapes;
    this.lanes = lanes;
  }

  Map<String, List<Point>> waypoints(List<Flow> flows) {
    Map<String, List<Point>> edges = new HashMap<>();
    flows.forEach(flow -> edges.put(flow.id(), waypoints(flow)));
    return edges;
  }

  /** The labels of nodes, and those of the flows that leave a split. */
  Map<String, Bounds> withLabels(List<Flow> flows, Map<String, Bounds> ofNodes) {
    Map<String, Bounds> labels = new HashMap<>(ofNodes);
    for (Flow flow : flows) {
      flow.way().ifPresent(way -> labels.put(flow.id(), label(shape(flow.source()), way)));
    }
    return labels;
  }

  private static Bounds label(Bounds split, Flow.Way way) {
    return switch (way) {
      case Flow.Way.Yes yes -> new Bounds(split.right() + 8, split.centreY() - 18, 20, 14);
      case Flow.Way.No no -> new Bounds(split.centreX() + 6, split.bottom() + 3, 20, 14);
    };
  }

  private List<Point> waypoints(Flow flow) {
    Bounds source = shape(flow.source());
    Bounds target = shape(flow.target());
    Integer lane = lanes.get(flow.id());
    if (lane != null) {
      return List.of(
          new Point(source.centreX(), source.bottom()),
          new Point(source.centreX(), lane),
          new Point(target.centreX(), lane),
          new Point(target.centreX(), target.bottom()));
    }
    if (source.centreY() == target.centreY()) {
      return List.of(
          new Point(source.right(), source.centreY()), new Point(target.x(), target.centreY()));
    }
    if (source.centreY() < target.centreY()) {
      return List.of(
          new Point(source.centreX(), source.bottom()),
          new Point(source.centreX(), target.centreY()),
          new Point(target.x(), target.centreY()));
    }
    return List.of(
        new Point(source.right(), source.centreY()),
        new Point(target.centreX(), source.centreY()),
        new Point(target.centreX(), target.bottom()));
  }

  private Bounds shape(String id) {
    Bounds bounds = shapes.get(id);
    if (bounds == null) {
      throw new IllegalStateException(id + " is not placed.");
    }
    return bounds;
  }
}
