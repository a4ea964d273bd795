package dev.millrace.workers.handler;

import dev.millrace.warehouse.WriteBack;
import dev.millrace.workbook.action.Action;
import dev.millrace.workers.execution.ActionOutcome;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every handler. To add an action: its record, its handler, and a line here. */
public final class Handlers {
  private final Map<Class<? extends Action>, ActionHandler<?>> byAction;

  public Handlers(WriteBack writeBack) {
    this.byAction =
        List.of(
                new InsertRowHandler(writeBack),
                new UpdateRowHandler(writeBack),
                new SetControlHandler(),
                new OpenModalHandler(),
                new CloseModalHandler(),
                new RefreshElementHandler(),
                new ShowToastHandler(),
                new EvaluateHandler())
            .stream()
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
