package dev.millrace.bpmn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.bpmn.flow.Flow;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.FlowNode.Boundary;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.flow.Wiring;
import dev.millrace.bpmn.layout.Bounds;
import dev.millrace.bpmn.layout.Diagram;
import dev.millrace.bpmn.layout.Layout;
import dev.millrace.bpmn.layout.Point;
import dev.millrace.workbook.model.Sequence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people would see at once if it were wrong; checked by geometry, not by coordinates. */
final class LayoutTest {
  static List<Sequence> sequences() {
    return SampleSequences.ALL;
  }

  /** A drawn sequence. */
  private record Drawing(Plan plan, Diagram diagram, List<Flow> flows) {
    static Drawing of(Sequence sequence) {
      Plan plan = SequencePlanner.plan(SampleSequences.WORKBOOK, sequence, Publication.PUBLISHED);
      List<Flow> flows =
          Stream.concat(
                  Wiring.main(plan).stream(),
                  plan.eventSubprocesses().stream().flatMap(each -> Wiring.of(each).stream()))
              .toList();
      return new Drawing(plan, Layout.of(plan), flows);
    }

    /** Every node but boundary events, which stand on their task on purpose. */
    Map<String, Bounds> solid() {
      Map<String, Bounds> solid = new HashMap<>();
      for (FlowNode node : plan.nodes()) {
        if (!(node instanceof Boundary)) {
          solid.put(node.id(), diagram.shape(node.id()));
        }
      }
      return solid;
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void noShapeLiesOnAnother(Sequence sequence) {
    assertThat(overlaps(Drawing.of(sequence).solid())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void noLabelLiesOnAShapeOrAnotherLabel(Sequence sequence) {
    Drawing drawing = Drawing.of(sequence);
    Map<String, Bounds> all = new HashMap<>();
    drawing.plan().nodes().forEach(node -> all.put(node.id(), drawing.diagram().shape(node.id())));
    drawing.diagram().labels().forEach((id, label) -> all.put("label of " + id, label));

    assertThat(overlaps(all)).allMatch(pair -> !pair.contains("label"));
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void noFlowRunsThroughAShape(Sequence sequence) {
    Drawing drawing = Drawing.of(sequence);
    List<String> crossings = new ArrayList<>();
    for (Flow flow : drawing.flows()) {
      List<Point> points = drawing.diagram().edge(flow.id());
      for (int index = 1; index < points.size(); index++) {
        Bounds segment = segment(points.get(index - 1), points.get(index));
        drawing
            .solid()
            .forEach((id, shape) -> {
              if (overlap(segment, shape)) {
                crossings.add(flow.id() + " runs through " + id);
              }
            });
      }
    }
    assertThat(crossings).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void aFlowGoesInRightAnglesFromTheEdgeOfItsSourceToThatOfItsTarget(Sequence sequence) {
    Drawing drawing = Drawing.of(sequence);
    for (Flow flow : drawing.flows()) {
      List<Point> points = drawing.diagram().edge(flow.id());
      assertThat(onEdge(points.getFirst(), drawing.diagram().shape(flow.source())))
          .as(flow.id())
          .isTrue();
      assertThat(onEdge(points.getLast(), drawing.diagram().shape(flow.target())))
          .as(flow.id())
          .isTrue();
      for (int index = 1; index < points.size(); index++) {
        Point from = points.get(index - 1);
        Point to = points.get(index);
        assertThat(from.x() == to.x() || from.y() == to.y()).as(flow.id()).isTrue();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("sequences")
  void anEventSubprocessHoldsItsNodesAndNothingElse(Sequence sequence) {
    Drawing drawing = Drawing.of(sequence);
    drawing
        .plan()
        .eventSubprocesses()
        .forEach(subprocess -> {
          Bounds frame = drawing.diagram().shape(subprocess.id());
          List<String> inside =
              drawing.plan().nodes().stream()
                  .map(FlowNode::id)
                  .filter(id -> overlap(frame, drawing.diagram().shape(id)))
                  .toList();
          assertThat(inside)
              .containsExactlyInAnyOrderElementsOf(
                  subprocess.nodes().stream().map(FlowNode::id).toList());
          assertThat(subprocess.nodes())
              .allMatch(node -> contains(frame, drawing.diagram().shape(node.id())))
              .allMatch(node ->
                  !drawing.diagram().labels().containsKey(node.id())
                      || contains(frame, drawing.diagram().labels().get(node.id())));
        });
  }

  private static List<String> overlaps(Map<String, Bounds> shapes) {
    List<Map.Entry<String, Bounds>> entries = List.copyOf(shapes.entrySet());
    List<String> pairs = new ArrayList<>();
    for (int one = 0; one < entries.size(); one++) {
      for (int other = one + 1; other < entries.size(); other++) {
        if (overlap(entries.get(one).getValue(), entries.get(other).getValue())) {
          pairs.add(entries.get(one).getKey() + " and " + entries.get(other).getKey());
        }
      }
    }
    return pairs;
  }

  private static Bounds segment(Point from, Point to) {
    int x = Math.min(from.x(), to.x());
    int y = Math.min(from.y(), to.y());
    return new Bounds(x, y, Math.abs(from.x() - to.x()), Math.abs(from.y() - to.y()));
  }

  /** Touching is not overlapping; a line without width overlaps what it runs through. */
  private static boolean overlap(Bounds one, Bounds other) {
    return one.x() < other.right()
        && other.x() < one.right()
        && one.y() < other.bottom()
        && other.y() < one.bottom();
  }

  private static boolean contains(Bounds frame, Bounds inner) {
    return frame.x() < inner.x()
        && inner.right() < frame.right()
        && frame.y() < inner.y()
        && inner.bottom() < frame.bottom();
  }

  private static boolean onEdge(Point point, Bounds shape) {
    boolean onSide = point.x() == shape.x() || point.x() == shape.right();
    boolean onTop = point.y() == shape.y() || point.y() == shape.bottom();
    return (onSide && point.y() == shape.centreY()) || (onTop && point.x() == shape.centreX());
  }
}
