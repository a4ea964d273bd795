package dev.millrace.workers.lifecycle;

import dev.millrace.engine.EngineException;
import dev.millrace.workbook.access.Refusal;
import java.util.Optional;

/** What people are told when the engine does not take a command. */
final class EngineRefusals {
  private EngineRefusals() {}

  /** Empty where no user can do anything about it. */
  static Optional<Refusal> of(EngineException failure) {
    return switch (failure.code()) {
      case BUSY ->
          Optional.of(
              unavailable("ENGINE_BUSY", "The workflow engine is busy. Try again in a moment."));
      case UNAVAILABLE, DAMAGED, FORMAT ->
          Optional.of(
              unavailable(
                  "ENGINE_UNAVAILABLE",
                  "The workflow engine does not answer. Try again in a moment."));
      case INVALID, NOT_FOUND, CONFLICT -> Optional.empty();
    };
  }

  private static Refusal unavailable(String code, String message) {
    return Refusal.of(Refusal.Kind.UNAVAILABLE, code, message);
  }
}
