package dev.millrace.formula.function;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether what is written in a call can be used, as far as types and choices do not say. */
@FunctionalInterface
public interface Constants {
  /** Whatever fits its place can be used. */
  Constants ANY = written -> Optional.empty();

  /**
   * What cannot be used.
   *
   * @param written the values of the arguments that are literals, else null
   */
  Optional<Unfit> unfit(List<@Nullable Object> written);

  /**
   * One of the arguments.
   *
   * @param message what was found and what would work
   */
  record Unfit(int argument, String message) {}
}
