package dev.millrace.workbook.file;

import java.util.List;

/**
 * What is wrong in a workbook file.
 *
 * @param code stable, UPPER_SNAKE
 * @param line from 1
 * @param column from 1, in UTF-16 characters
 * @param path e.g. {@code sequences[0].steps[1].values.amount}
 * @param message what was found and what would work
 * @param suggestions texts that could stand there instead, best first
 */
public record WorkbookProblem(
    String code, int line, int column, String path, String message, List<String> suggestions) {
  public WorkbookProblem {
    suggestions = List.copyOf(suggestions);
  }
}
