package dev.millrace.warehouse.publish;

import dev.millrace.warehouse.sigds.ColumnCatalogue.Entry;
import dev.millrace.warehouse.sigds.ColumnCatalogue.State;
import dev.millrace.workbook.model.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What becomes of the columns of one table.
 *
 * @param steps one for each column of the workbook, in its order
 * @param leaving what the workbook no longer has
 */
record ColumnPlan(List<Step> steps, List<Entry> leaving) {

  /** What becomes of a column of the workbook. */
  sealed interface Step {
    Column column();

    /** Nothing but, perhaps, its name. */
    record Keep(Column column, Entry entry) implements Step {}

    record Add(Column column) implements Step {}

    record Restore(Column column, Entry entry) implements Step {}

    record Convert(Column column, Entry entry) implements Step {}
  }

  /**
   * Compares what is wanted with what is there.
   *
   * @param inTime whether what left then can still come back
   */
  static ColumnPlan of(List<Column> wanted, List<Entry> known, Predicate<Entry> inTime) {
    List<Step> steps = new ArrayList<>();
    for (Column column : wanted) {
      Optional<Entry> live =
          known.stream().filter(entry -> is(entry, column, State.LIVE)).findAny();
      if (live.isPresent()) {
        steps.add(
            live.get().kind() == column.kind()
                ? new Step.Keep(column, live.get())
                : new Step.Convert(column, live.get()));
        continue;
      }
      // Of several the one that left last: it holds what people saw last.
      Optional<Entry> trashed =
          known.stream()
              .filter(entry -> is(entry, column, State.TRASHED) && entry.kind() == column.kind())
              .filter(inTime)
              .max(java.util.Comparator.comparing(entry -> entry.droppedAt().orElseThrow()));
      steps.add(
          trashed.isPresent() ? new Step.Restore(column, trashed.get()) : new Step.Add(column));
    }
    List<Entry> leaving =
        known.stream()
            .filter(entry -> entry.state() == State.LIVE)
            .filter(
                entry -> wanted.stream().noneMatch(column -> column.id().equals(entry.columnId())))
            .toList();
    return new ColumnPlan(List.copyOf(steps), leaving);
  }

  private static boolean is(Entry entry, Column column, State state) {
    return entry.state() == state && entry.columnId().equals(column.id());
  }
}
