package dev.millrace.bpmn.flow;

import dev.millrace.bpmn.flow.Block.Attempt;
import dev.millrace.bpmn.flow.Block.Case;
import dev.millrace.bpmn.flow.Block.Failure;
import dev.millrace.bpmn.flow.Block.Joined;
import dev.millrace.bpmn.flow.Block.Waiting;
import dev.millrace.bpmn.flow.FlowNode.Join;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Connects the nodes of a plan. */
public final class Wiring {
  private final List<Flow> flows = new ArrayList<>();

  private Wiring() {}

  /** The flows outside event subprocesses. */
  public static List<Flow> main(Plan plan) {
    Wiring wiring = new Wiring();
    OpenEnd last = wiring.row(plan.body(), OpenEnd.behind(plan.start()), null);
    wiring.close(last, plan.end());
    return List.copyOf(wiring.flows);
  }

  /** The flows of an event subprocess. */
  public static List<Flow> of(EventSubprocess subprocess) {
    Wiring wiring = new Wiring();
    wiring.chain(subprocess.start(), subprocess.rest());
    return List.copyOf(wiring.flows);
  }

  /** A flow whose target is not known yet. */
  private record OpenEnd(String flowId, String source, Optional<Flow.Way> way) {
    static OpenEnd behind(FlowNode node) {
      return new OpenEnd("Flow_From_" + node.id(), node.id(), Optional.empty());
    }

    static OpenEnd yes(Case each) {
      String split = each.split().id();
      return new OpenEnd(
          "Flow_Yes_" + split, split, Optional.of(new Flow.Way.Yes(each.condition())));
    }

    static OpenEnd no(Case each) {
      String split = each.split().id();
      return new OpenEnd("Flow_No_" + split, split, Optional.of(new Flow.Way.No()));
    }
  }

  private OpenEnd row(List<Block> blocks, OpenEnd from, @Nullable Join join) {
    OpenEnd open = from;
    for (Block block : blocks) {
      open =
          switch (block) {
            case Attempt attempt -> attempt(attempt, open, join);
            case Waiting waiting -> waiting(waiting, open);
            case Joined joined -> joined(joined, open);
          };
    }
    return open;
  }

  private OpenEnd waiting(Waiting waiting, OpenEnd from) {
    close(from, waiting.event());
    return OpenEnd.behind(waiting.event());
  }

  private OpenEnd attempt(Attempt attempt, OpenEnd from, @Nullable Join join) {
    close(from, attempt.task());
    attempt.failure().ifPresent(failure -> failure(failure, join));
    return OpenEnd.behind(attempt.task());
  }

  private void failure(Failure failure, @Nullable Join join) {
    if (!failure.goesOn()) {
      chain(failure.boundary(), failure.tail());
    } else if (join == null) {
      throw new IllegalStateException(failure.boundary().id() + " has no join to go on at.");
    } else {
      close(OpenEnd.behind(failure.boundary()), join);
    }
  }

  private OpenEnd joined(Joined joined, OpenEnd from) {
    OpenEnd open = from;
    for (Case each : joined.cases()) {
      close(attempt(each.check(), open, joined.join()), each.split());
      close(row(each.then(), OpenEnd.yes(each), joined.join()), joined.join());
      open = OpenEnd.no(each);
    }
    close(row(joined.otherwise(), open, joined.join()), joined.join());
    return OpenEnd.behind(joined.join());
  }

  private void chain(FlowNode first, List<FlowNode> rest) {
    FlowNode previous = first;
    for (FlowNode node : rest) {
      close(OpenEnd.behind(previous), node);
      previous = node;
    }
  }

  private void close(OpenEnd open, FlowNode target) {
    flows.add(new Flow(open.flowId(), open.source(), target.id(), open.way()));
  }
}
