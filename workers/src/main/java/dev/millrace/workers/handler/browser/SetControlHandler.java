package dev.millrace.workers.handler.browser;

import dev.millrace.workbook.action.ControlAction.SetControl;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

final class SetControlHandler implements ActionHandler<SetControl> {
  @Override
  public Class<SetControl> action() {
    return SetControl.class;
  }

  @Override
  public ActionOutcome run(SetControl action, StepContext step) {
    Element.Control control = step.element(Element.Control.class, action.control());
    String what = "The control '%s'".formatted(control.title());
    Object value = step.value(action.value()).as(control.kind().type(), what);
    return Effects.done(new Effect.SetControl(control.id(), value));
  }
}
