package dev.millrace.workbook.action;

import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Refers;
import dev.millrace.workbook.action.about.Refers.Target;

/** Works on elements of a page. */
public sealed interface ElementAction extends Action {
  @Named("refresh-element")
  @Help("Reads an element's rows again, in the browser that started the sequence.")
  record RefreshElement(@Help("Element to refresh.") @Refers(Target.ELEMENT) String element)
      implements ElementAction {}
}
