package dev.millrace.workers.execution;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.millrace.workbook.action.MessageAction.Tone;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the browser that started an execution must do. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Effect.SetControl.class, name = "set-control"),
  @JsonSubTypes.Type(value = Effect.OpenModal.class, name = "open-modal"),
  @JsonSubTypes.Type(value = Effect.CloseModal.class, name = "close-modal"),
  @JsonSubTypes.Type(value = Effect.RefreshElement.class, name = "refresh-element"),
  @JsonSubTypes.Type(value = Effect.ShowToast.class, name = "show-toast")
})
public sealed interface Effect {
  /** Gives a control a value; null clears it. */
  record SetControl(String control, @Nullable Object value) implements Effect {}

  record OpenModal(String modal) implements Effect {}

  record CloseModal(String modal) implements Effect {}

  record RefreshElement(String element) implements Effect {}

  record ShowToast(String title, Optional<String> description, Tone tone) implements Effect {}
}
