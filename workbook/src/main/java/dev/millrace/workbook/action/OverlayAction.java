package dev.millrace.workbook.action;

/** Opens and closes what lies over a page. */
public sealed interface OverlayAction extends Action {
  @Named("open-modal")
  @Help("Opens a modal, in the browser that started the sequence.")
  record OpenModal(@Help("Modal to open.") String modal) implements OverlayAction {}

  @Named("close-modal")
  @Help("Closes a modal, in the browser that started the sequence.")
  record CloseModal(@Help("Modal to close.") String modal) implements OverlayAction {}
}
