package dev.millrace.workers.handler.browser;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.MessageAction.ShowToast;
import dev.millrace.workbook.action.MessageAction.Tone;
import dev.millrace.workers.execution.ActionOutcome;
import dev.millrace.workers.execution.Effect;
import dev.millrace.workers.handler.ActionHandler;
import dev.millrace.workers.handler.StepContext;
import java.util.Optional;

/** Null shows as an empty line; a long text is cut. */
final class ShowToastHandler implements ActionHandler<ShowToast> {
  private static final int MAX_TEXT = 1000;

  @Override
  public Class<ShowToast> action() {
    return ShowToast.class;
  }

  @Override
  public ActionOutcome run(ShowToast action, StepContext step) {
    Optional<String> description =
        action.description().map(text -> text(text, "The description", step));
    return Effects.done(
        new Effect.ShowToast(
            text(action.title(), "The title", step),
            description.filter(text -> !text.isEmpty()),
            action.tone().orElse(Tone.INFO)));
  }

  private static String text(Expression expression, String what, StepContext step) {
    return step.value(expression).as(ValueType.TEXT, what) instanceof String text ? cut(text) : "";
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_TEXT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_TEXT - 1)) + "…";
  }
}
