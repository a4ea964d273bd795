package dev.millrace.workbook.action;

import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Refers;
import dev.millrace.workbook.action.about.Refers.Target;

/** Works on controls. */
public sealed interface ControlAction extends Action {
  @Named("set-control")
  @Help("Gives a control a value, in the browser that started the sequence.")
  record SetControl(
      @Help("Control to set.") @Refers(Target.CONTROL) String control,
      @Help("Its new value.") Expression value)
      implements ControlAction {}
}
