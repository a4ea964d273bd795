package dev.millrace.workers.handler.browser;

import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import java.util.List;

/** Outcomes of actions that browsers do. */
final class Effects {
  private Effects() {}

  static ActionOutcome done(Effect effect) {
    return new ActionOutcome.Done(null, List.of(effect), 0);
  }
}
