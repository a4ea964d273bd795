package dev.millrace.workers.handler.flow;

import dev.millrace.workbook.action.FlowAction.Evaluate;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;
import java.util.List;

final class EvaluateHandler implements ActionHandler<Evaluate> {
  @Override
  public Class<Evaluate> action() {
    return Evaluate.class;
  }

  @Override
  public ActionOutcome run(Evaluate action, StepContext step) {
    return new ActionOutcome.Done(step.value(action.formula()).value(), List.of(), 0);
  }
}
