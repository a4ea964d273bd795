package dev.millrace.workers.handler.flow;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.FlowAction.RaiseError;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

/** A long message is cut; without one the person at least learns that it was on purpose. */
final class RaiseErrorHandler implements ActionHandler<RaiseError> {
  private static final int MAX_TEXT = 1000;

  @Override
  public Class<RaiseError> action() {
    return RaiseError.class;
  }

  @Override
  public ActionOutcome run(RaiseError action, StepContext step) {
    Object given = step.value(action.message()).as(ValueType.TEXT, "The message");
    String message =
        given instanceof String text && !text.isBlank()
            ? text.substring(
                0,
                text.offsetByCodePoints(
                    0, Math.min(MAX_TEXT, text.codePointCount(0, text.length()))))
            : "The sequence stopped itself here.";
    return new ActionOutcome.Rejected("RAISED", message);
  }
}
