package dev.millrace.workbook.action;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Typed;

/** What sequences are compiled to beside their own steps. */
public sealed interface FlowAction extends Action {
  @Override
  default boolean needsBrowser() {
    return false;
  }

  @Named("evaluate")
  @Help("Computes a formula into a variable; a gateway or a later step reads it.")
  record Evaluate(@Help("Formula to compute.") Expression formula) implements FlowAction {}

  @Named("raise-error")
  @Help(
      "Fails with a message of your own; 'onError' of the step or the sequence decides what then.")
  record RaiseError(
      @Help("What went wrong, for the person who started it.") @Typed(ValueType.TEXT)
          Expression message)
      implements FlowAction {}

  @Named("wait")
  @Help(
      "Waits, a year at most. What comes then goes on even if the server was restarted meanwhile.")
  record Wait(@Help("How long, in seconds.") @Typed(ValueType.NUMBER) Expression seconds)
      implements FlowAction {}
}
