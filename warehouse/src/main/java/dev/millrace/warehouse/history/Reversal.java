package dev.millrace.warehouse.history;

import dev.millrace.warehouse.EditHistory.ChangedSince;
import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.RowUndo;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One row on its way back through the log, newest edit first. What somebody else put there since
 * stays: a value in its column, a row that came or went altogether.
 */
final class Reversal {
  private final String row;
  private final OldValues oldValues;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();
  private final Map<String, ChangedSince> kept = new LinkedHashMap<>();
  private final Map<String, ChangedSince> unfit = new LinkedHashMap<>();
  private final Map<String, ChangedSince> others = new LinkedHashMap<>();
  private Existence existence = Existence.UNTOUCHED;
  private boolean wentBack;
  private @Nullable ChangedSince existenceOfOthers;

  /** Whether there is such a row, after what was taken back so far. */
  enum Existence {
    UNTOUCHED,
    CAME_BACK,
    GONE
  }

  Reversal(String row, OldValues oldValues) {
    this.row = row;
    this.oldValues = oldValues;
  }

  /** An edit that is not to be taken back, but came after one that is. */
  void leave(LoggedChange change, RowEdit edit) {
    switch (edit.operation()) {
      case UPDATE ->
          edit.now().keySet().forEach(column -> others.putIfAbsent(column, since(column, change)));
      case INSERT, DELETE -> {
        if (existenceOfOthers == null) {
          existenceOfOthers = since("", change);
        }
      }
    }
  }

  /** An edit that is to be taken back. */
  void takeBack(LoggedChange change, RowEdit edit) {
    if (existenceOfOthers != null) {
      kept.putIfAbsent("", existenceOfOthers);
      return;
    }
    switch (edit.operation()) {
      case UPDATE -> edit.old().forEach((column, old) -> restore(change, column, old));
      case INSERT -> {
        if (others.isEmpty()) {
          existence = existence == Existence.CAME_BACK ? Existence.UNTOUCHED : Existence.GONE;
          values.clear();
          unfit.clear();
          wentBack = true;
        } else {
          ChangedSince first = others.values().iterator().next();
          ChangedSince whole = new ChangedSince("", first.by(), first.at());
          kept.putIfAbsent("", whole);
          // A row that stays cannot come back from before it came.
          existenceOfOthers = whole;
        }
      }
      case DELETE -> {
        existence = existence == Existence.GONE ? Existence.UNTOUCHED : Existence.CAME_BACK;
        values.clear();
        unfit.clear();
        edit.old().forEach((column, old) -> put(change, column, old));
        wentBack = true;
      }
    }
  }

  private void restore(LoggedChange change, String column, @Nullable Object old) {
    ChangedSince since = others.get(column);
    if (since != null) {
      kept.putIfAbsent(column, since);
    } else if (put(change, column, old)) {
      wentBack = true;
    }
  }

  /** False if the value does not fit the column any more; the cell then stays as it is. */
  private boolean put(LoggedChange change, String column, @Nullable Object old) {
    OldValues.Fitted fitted = oldValues.fitted(change, column, old);
    if (fitted.unfit().isPresent()) {
      values.remove(column);
      unfit.put(column, fitted.unfit().get());
      return false;
    }
    values.put(column, fitted.value());
    unfit.remove(column);
    return true;
  }

  private static ChangedSince since(String column, LoggedChange change) {
    return new ChangedSince(column, change.by(), change.at().toInstant(ZoneOffset.UTC));
  }

  RowUndo summary() {
    List<ChangedSince> stays = new ArrayList<>(kept.values());
    stays.addAll(unfit.values());
    Fate fate = stays.isEmpty() ? Fate.BACK : wentBack ? Fate.PARTLY : Fate.KEPT;
    return new RowUndo(row, fate, stays);
  }

  /** What is to be written; empty if nothing is. */
  Optional<Step> step() {
    return switch (existence) {
      case GONE -> Optional.of(new Step(row, existence, Map.of()));
      case CAME_BACK -> Optional.of(new Step(row, existence, values));
      case UNTOUCHED ->
          values.isEmpty() ? Optional.empty() : Optional.of(new Step(row, existence, values));
    };
  }

  /** What to write into a row: with {@code UNTOUCHED} an update. */
  record Step(String row, Existence existence, Map<String, @Nullable Object> values) {}
}
