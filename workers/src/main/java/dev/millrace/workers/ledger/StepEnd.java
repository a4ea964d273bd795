package dev.millrace.workers.ledger;

import dev.millrace.workers.execution.Effect;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a step that is done gave.
 *
 * @param output variable that gets the result
 * @param result as the engine carries it: null, Boolean, Number, String, or a list
 */
public record StepEnd(
    @Nullable Object result, Optional<String> output, List<Effect> effects, int rowsChanged) {
  public StepEnd {
    effects = List.copyOf(effects);
  }
}
