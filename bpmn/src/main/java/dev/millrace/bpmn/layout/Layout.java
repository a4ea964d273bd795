package dev.millrace.bpmn.layout;

import dev.millrace.bpmn.flow.Block;
import dev.millrace.bpmn.flow.Block.Attempt;
import dev.millrace.bpmn.flow.Block.Case;
import dev.millrace.bpmn.flow.Block.Failure;
import dev.millrace.bpmn.flow.Block.Joined;
import dev.millrace.bpmn.flow.Block.Waiting;
import dev.millrace.bpmn.flow.EventSubprocess;
import dev.millrace.bpmn.flow.Flow;
import dev.millrace.bpmn.flow.FlowNode;
import dev.millrace.bpmn.flow.Plan;
import dev.millrace.bpmn.flow.Wiring;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Draws a plan: its main line from left to right, further cases each in a row of its own below and
 * further right, ways past them in lanes below these, event subprocesses in a last row. Everything
 * grows right and down only, so nothing that stands is ever moved.
 */
public final class Layout {
  private static final int LEFT = 160;
  private static final int TOP = 120;
  private static final int GAP = 60;

  /** From the lowest point of one row to the line of the next. */
  private static final int TO_NEXT_ROW = 120;

  private static final int LANE = 20;

  private static final int SUBPROCESS_PADDING = 70;
  private static final int SUBPROCESS_LINE = 90;
  private static final int SUBPROCESS_HEIGHT = 180;

  private final Map<String, Bounds> shapes = new HashMap<>();
  private final Map<String, Bounds> labels = new HashMap<>();
  private final Map<String, Integer> lanes = new HashMap<>();

  private Layout() {}

  public static Diagram of(Plan plan) {
    Layout layout = new Layout();
    int bottom = layout.main(plan);
    layout.eventSubprocesses(plan.eventSubprocesses(), bottom + GAP);
    List<Flow> flows =
        Stream.concat(
                Wiring.main(plan).stream(),
                plan.eventSubprocesses().stream().flatMap(each -> Wiring.of(each).stream()))
            .toList();
    Edges edges = new Edges(layout.shapes, layout.lanes);
    return new Diagram(
        layout.shapes, edges.waypoints(flows), edges.withLabels(flows, layout.labels));
  }

  /** What a part of the drawing takes up: nothing of it is further right or lower. */
  private record Extent(int right, int bottom) {
    Extent and(Extent other) {
      return new Extent(Math.max(right, other.right), Math.max(bottom, other.bottom));
    }
  }

  private int main(Plan plan) {
    Extent start = node(plan.start(), LEFT, TOP);
    Extent body = row(plan.body(), shape(plan.start()).right() + GAP, TOP).and(start);
    int right = plan.body().isEmpty() ? shape(plan.start()).right() : body.right();
    return body.and(node(plan.end(), right + GAP, TOP)).bottom();
  }

  /** Places blocks from {@code left} on; an empty row takes up no room. */
  private Extent row(List<Block> blocks, int left, int line) {
    Extent extent = new Extent(left - GAP, line);
    for (Block block : blocks) {
      int next = extent.right() + GAP;
      extent =
          extent.and(
              switch (block) {
                case Attempt attempt -> attempt(attempt, next, line);
                case Waiting waiting -> node(waiting.event(), next, line);
                case Joined joined -> joined(joined, next, line);
              });
    }
    return extent;
  }

  private Extent attempt(Attempt attempt, int left, int line) {
    Extent task = node(attempt.task(), left, line);
    return attempt.failure().map(failure -> task.and(failure(failure, left, line))).orElse(task);
  }

  private Extent failure(Failure failure, int left, int line) {
    int host = line + Sizes.TASK_HEIGHT / 2;
    FlowNode boundary = failure.boundary();
    Bounds event = Bounds.centred(left + 70, host, Sizes.EVENT, Sizes.EVENT);
    shapes.put(boundary.id(), event);
    labels.put(boundary.id(), Label.besideBoundary(event, boundary.name()));
    Extent extent = new Extent(event.right(), event.bottom());
    int tailLine = event.bottom() + 30 + Sizes.TASK_HEIGHT / 2;
    int tailLeft = event.centreX() + GAP;
    for (FlowNode node : failure.tail()) {
      extent = extent.and(node(node, tailLeft, tailLine));
      tailLeft = shape(node).right() + GAP;
    }
    return extent;
  }

  private Extent joined(Joined joined, int left, int line) {
    List<String> passing = new ArrayList<>();
    Extent extent = new Extent(left - GAP, line);
    int rowLeft = left;
    int rowLine = line;
    for (Case each : joined.cases()) {
      goingOn(each.check(), passing);
      Extent check = attempt(each.check(), rowLeft, rowLine);
      Extent split = node(each.split(), check.right() + GAP, rowLine);
      rowLeft = shape(each.split()).right() + GAP;
      extent = extent.and(check).and(split).and(row(each.then(), rowLeft, rowLine));
      rowLine = extent.bottom() + TO_NEXT_ROW;
      // A case's own failing task stands right of its split: its lane is above the split's.
      boolean last = each.equals(joined.cases().getLast());
      if (last && joined.otherwise().isEmpty()) {
        passing.add("Flow_No_" + each.split().id());
      }
      each.then().forEach(block -> goingOn(block, passing));
    }
    if (!joined.otherwise().isEmpty()) {
      extent =
          extent.and(row(joined.otherwise(), rowLeft, joined.cases().isEmpty() ? line : rowLine));
      joined.otherwise().forEach(block -> goingOn(block, passing));
    }
    return join(joined, passing, extent, line);
  }

  /** Ways past the rows: the leftmost takes the lowest lane, so that none crosses another. */
  private Extent join(Joined joined, List<String> passing, Extent rows, int line) {
    Extent join = node(joined.join(), rows.right() + GAP, line);
    int lane = rows.bottom();
    for (String flow : passing.reversed()) {
      lane += LANE;
      lanes.put(flow, lane);
    }
    return new Extent(join.right(), Math.max(lane, join.bottom()));
  }

  private static void goingOn(Block block, List<String> passing) {
    if (block instanceof Attempt attempt) {
      attempt
          .failure()
          .filter(Failure::goesOn)
          .ifPresent(failure -> passing.add("Flow_From_" + failure.boundary().id()));
    }
  }

  private void eventSubprocesses(List<EventSubprocess> subprocesses, int top) {
    int left = LEFT;
    for (EventSubprocess subprocess : subprocesses) {
      int next = left + SUBPROCESS_PADDING;
      int right = next;
      for (FlowNode node : subprocess.nodes()) {
        node(node, next, top + SUBPROCESS_LINE);
        right = shape(node).right();
        next = right + GAP;
      }
      int width = right + SUBPROCESS_PADDING - left;
      shapes.put(subprocess.id(), new Bounds(left, top, width, SUBPROCESS_HEIGHT));
      left += width + GAP;
    }
  }

  private Extent node(FlowNode node, int left, int line) {
    Bounds bounds = Sizes.of(node, left, line);
    shapes.put(node.id(), bounds);
    return switch (node) {
      case FlowNode.Task task -> new Extent(bounds.right(), bounds.bottom());
      case FlowNode.Join join -> new Extent(bounds.right(), bounds.bottom());
      case FlowNode.Split split -> {
        labels.put(split.id(), Label.aboveGateway(bounds, split.name()));
        yield new Extent(bounds.right(), bounds.bottom());
      }
      case FlowNode.Start start -> labelled(start, bounds);
      case FlowNode.Pause pause -> labelled(pause, bounds);
      case FlowNode.Boundary boundary -> labelled(boundary, bounds);
      case FlowNode.End end -> labelled(end, bounds);
    };
  }

  private Extent labelled(FlowNode event, Bounds bounds) {
    Bounds label = Label.belowEvent(bounds, event.name());
    labels.put(event.id(), label);
    return new Extent(bounds.right(), label.bottom());
  }

  private Bounds shape(FlowNode node) {
    Bounds bounds = shapes.get(node.id());
    if (bounds == null) {
      throw new IllegalStateException(node.id() + " is not placed yet.");
    }
    return bounds;
  }
}
