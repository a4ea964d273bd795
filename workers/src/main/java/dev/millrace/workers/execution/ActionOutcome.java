package dev.millrace.workers.execution;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a handler tells the engine. The only vocabulary between the two. */
public sealed interface ActionOutcome {
  /**
   * Done.
   *
   * @param result what the step's output variable gets: null, Boolean, Number, String, or a list
   * @param rowsChanged how many rows it wrote
   */
  record Done(@Nullable Object result, List<Effect> effects, int rowsChanged)
      implements ActionOutcome {
    public Done {
      effects = List.copyOf(effects);
    }
  }

  /** The business said no: thrown as a BPMN error with this code. */
  record Rejected(String errorCode, String message) implements ActionOutcome {}

  /** The warehouse is busy or away; try again after the backoff. */
  record TryLater(String message, Duration backoff) implements ActionOutcome {}

  /** A person has to change the model or the settings: an incident that an operator understands. */
  record Broken(String message) implements ActionOutcome {}
}
