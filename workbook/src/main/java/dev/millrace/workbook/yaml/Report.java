package dev.millrace.workbook.yaml;

import java.util.List;

/** Takes what is wrong with a file. */
@FunctionalInterface
public interface Report {
  /**
   * One more problem.
   *
   * @param code stable, UPPER_SNAKE
   * @param message what was found and what would work
   * @param suggestions texts that could stand there instead, best first
   */
  void problem(String code, Place place, String message, List<String> suggestions);

  default void problem(String code, Place place, String message) {
    problem(code, place, message, List.of());
  }
}
