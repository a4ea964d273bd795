package dev.millrace.workbook.action;

import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Refers;
import dev.millrace.workbook.action.about.Refers.Target;

/** Opens and closes what lies over a page. */
public sealed interface OverlayAction extends Action {
  @Named("open-modal")
  @Help("Opens a modal, in the browser that started the sequence.")
  record OpenModal(@Help("Modal to open.") @Refers(Target.MODAL) String modal)
      implements OverlayAction {}

  @Named("close-modal")
  @Help("Closes a modal, in the browser that started the sequence.")
  record CloseModal(@Help("Modal to close.") @Refers(Target.MODAL) String modal)
      implements OverlayAction {}
}
