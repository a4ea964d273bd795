package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.EditHistory.Operation;
import dev.millrace.warehouse.EditHistory.RowEdit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/** What the log says of one row: how it should be, and how it was before the newest edits. */
final class RowHistory {
  /** A row that lags behind by more edits than that counts as changed by somebody. */
  private static final int REMEMBERED = 64;

  private final String row;
  private final Deque<RowState> earlier = new ArrayDeque<>();
  private RowState now;
  private boolean first = true;
  private long lastEdit;

  /**
   * @param loadEdit version of rows from the file, or 0 if there was none
   */
  RowHistory(String row, long loadEdit) {
    this.row = row;
    this.now = RowState.loaded(loadEdit);
  }

  /**
   * The next edit of the row.
   *
   * @param younger columns that were made, or got their kind, after it
   */
  void then(RowEdit edit, long editNumber, RowState.Touch touch, Set<String> younger) {
    if (first && edit.operation() == Operation.INSERT) {
      now = RowState.ABSENT;
    }
    first = false;
    if (earlier.size() == REMEMBERED) {
      earlier.removeLast();
    }
    earlier.addFirst(now.completed(edit, younger));
    now = earlier.getFirst().after(edit, touch, younger);
    lastEdit = editNumber;
  }

  String row() {
    return row;
  }

  RowState now() {
    return now;
  }

  /** Number of the newest edit that touched it. */
  long lastEdit() {
    return lastEdit;
  }

  /** Whether the row once stood like that. */
  boolean wasOnce(RowState actual) {
    return earlier.stream()
        .anyMatch(state -> state.present() && state.differences(actual).isEmpty());
  }
}
