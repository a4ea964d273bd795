package dev.millrace.workers.handler;

import dev.millrace.workbook.action.Action;
import dev.millrace.workers.execution.ActionOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every handler, by its action. */
public final class Handlers {
  private final Map<Class<? extends Action>, ActionHandler<?>> byAction;

  /** Those of all groups. */
  public Handlers(List<List<ActionHandler<?>>> groups) {
    this.byAction =
        groups.stream()
            .flatMap(List::stream)
            .collect(Collectors.toUnmodifiableMap(ActionHandler::action, Function.identity()));
  }

  /** The records of the actions that can be run. */
  public Set<Class<? extends Action>> actions() {
    return byAction.keySet();
  }

  /** Runs the action by its handler; see {@link ActionHandler#run}. */
  public ActionOutcome run(Action action, StepContext step) {
    ActionHandler<?> handler = byAction.get(action.getClass());
    if (handler == null) {
      throw new IllegalStateException("no handler: " + action.getClass().getName());
    }
    return run(handler, action, step);
  }

  private static <A extends Action> ActionOutcome run(
      ActionHandler<A> handler, Action action, StepContext step) {
    return handler.run(handler.action().cast(action), step);
  }
}
