package dev.millrace.app.action;

import dev.millrace.app.problem.FieldRequiredException;
import java.util.Optional;

/**
 * Something happened on a page.
 *
 * @param element what it happened to
 * @param trigger what happened, e.g. {@code click}
 */
record TriggerBody(String workbook, String element, String trigger, Optional<ContextBody> context) {
  TriggerBody {
    FieldRequiredException.require("workbook", workbook);
    FieldRequiredException.require("element", element);
    FieldRequiredException.require("trigger", trigger);
  }
}
