package dev.millrace.workers.handler;

import dev.millrace.workbook.action.Action;
import dev.millrace.workers.execution.ActionOutcome;

/** Does one kind of action. Thread-safe; may be called again for the same step. */
public interface ActionHandler<A extends Action> {
  /** The record of the action. */
  Class<A> action();

  /**
   * Does it, or says why not.
   *
   * @throws dev.millrace.workbook.access.Refusal the business said no, or the warehouse is away
   * @throws dev.millrace.workers.value.UnusableStepException a designer has to change the step
   */
  ActionOutcome run(A action, StepContext step);
}
