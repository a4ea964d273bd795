package dev.millrace.workers.handler.browser;

import dev.millrace.workbook.action.ElementAction.RefreshElement;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

final class RefreshElementHandler implements ActionHandler<RefreshElement> {
  @Override
  public Class<RefreshElement> action() {
    return RefreshElement.class;
  }

  @Override
  public ActionOutcome run(RefreshElement action, StepContext step) {
    Element element = step.element(Element.class, action.element());
    return Effects.done(new Effect.RefreshElement(element.id()));
  }
}
