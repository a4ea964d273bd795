package dev.millrace.workers.handler.browser;

import dev.millrace.workbook.action.OverlayAction.CloseModal;
import dev.millrace.workbook.model.Element;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;

final class CloseModalHandler implements ActionHandler<CloseModal> {
  @Override
  public Class<CloseModal> action() {
    return CloseModal.class;
  }

  @Override
  public ActionOutcome run(CloseModal action, StepContext step) {
    Element.Modal modal = step.element(Element.Modal.class, action.modal());
    return Effects.done(new Effect.CloseModal(modal.id()));
  }
}
