package dev.millrace.workbook.file;

import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what is wrong with one file. */
final class Problems implements Report {
  private static final int MOST = 1000;
  private final List<WorkbookProblem> found = new ArrayList<>();

  @Override
  public void problem(String code, Place place, String message, List<String> suggestions) {
    if (found.size() < MOST) {
      found.add(
          new WorkbookProblem(
              code, place.line(), place.column(), place.path(), message, suggestions));
    }
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** In the order of the file. */
  List<WorkbookProblem> inOrder() {
    return found.stream()
        .sorted(
            Comparator.comparingInt(WorkbookProblem::line)
                .thenComparingInt(WorkbookProblem::column))
        .toList();
  }
}
