package dev.millrace.workbook.action;

import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;

/** What sequences are compiled to beside their own steps. */
public sealed interface FlowAction extends Action {
  @Override
  default boolean needsBrowser() {
    return false;
  }

  @Named("evaluate")
  @Help("Computes a formula into a variable; a gateway or a later step reads it.")
  record Evaluate(@Help("Formula to compute.") Expression formula) implements FlowAction {}
}
