package dev.millrace.workbook.action;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.about.Help;
import dev.millrace.workbook.action.about.Named;
import dev.millrace.workbook.action.about.Typed;
import java.util.Optional;

/** Tells people something. */
public sealed interface MessageAction extends Action {
  @Named("show-toast")
  @Help("Shows a short message, in the browser that started the sequence.")
  record ShowToast(
      @Help("First line.") @Typed(ValueType.TEXT) Expression title,
      @Help("Second line.") @Typed(ValueType.TEXT) Optional<Expression> description,
      @Help("Colour and icon.") Optional<Tone> tone)
      implements MessageAction {}

  /** How a message looks. */
  enum Tone {
    INFO,
    SUCCESS,
    WARNING,
    ERROR
  }
}
