package dev.millrace.workers.handler.browser;

import dev.millrace.workbook.action.OverlayAction.OpenModal;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

final class OpenModalHandler implements ActionHandler<OpenModal> {
  @Override
  public Class<OpenModal> action() {
    return OpenModal.class;
  }

  @Override
  public ActionOutcome run(OpenModal action, StepContext step) {
    Element.Modal modal = step.element(Element.Modal.class, action.modal());
    return Effects.done(new Effect.OpenModal(modal.id()));
  }
}
