package dev.millrace.workers.handler.flow;

import dev.millrace.workers.handler.ActionHandler;
import java.util.List;

/** The handlers of actions that decide how a sequence goes on. */
public final class FlowHandlers {
  private FlowHandlers() {}

  /** All of them. */
  public static List<ActionHandler<?>> all() {
    return List.of(new EvaluateHandler(), new RaiseErrorHandler(), new WaitHandler());
  }
}
