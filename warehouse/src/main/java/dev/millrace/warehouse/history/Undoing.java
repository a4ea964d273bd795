package dev.millrace.warehouse.history;

import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory.ChangedSince;
import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.EditHistory.UndoPlan;
import dev.millrace.warehouse.sigds.StoredTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What taking changes back comes to, by the log as it stands. An undo that was wholly taken back
 * itself counts as if neither had been, so that undo, redo and undo again work.
 *
 * @param refusal code and message, if nothing can be done
 * @param taken the changes that are taken back, newest first
 * @param rows what to write, by row
 */
public record Undoing(
    Optional<Refused> refusal, List<UUID> taken, UndoPlan plan, List<RowChange> rows) {

  /** Without any change. */
  public static final Undoing NONE =
      new Undoing(Optional.empty(), List.of(), new UndoPlan(0, List.of()), List.of());

  /** Why an undo is not possible. */
  public record Refused(String code, String message) {}

  /** True if nothing of it stays. */
  public boolean whole() {
    return plan.rows().stream().allMatch(row -> row.fate() == Fate.BACK);
  }

  /** Works it out; the connection's transaction decides how true it stays. */
  public static Undoing of(Connection connection, StoredTable table, Target target)
      throws SQLException {
    LogReader log = new LogReader(connection, table);
    List<LoggedChange> targets = log.targets(target);
    if (targets.isEmpty()) {
      return refused("CHANGE_NOT_FOUND", "The log of this table has no such change.");
    }
    if (targets.stream().anyMatch(change -> !change.listed())) {
      return refused(
          "LOAD_NOT_UNDOABLE", "The first rows of a table came from a file and stay in it.");
    }
    Set<String> rows =
        targets.stream()
            .flatMap(change -> change.rows().stream())
            .map(RowEdit::row)
            .collect(Collectors.toSet());
    return walk(targets, log.since(targets.getLast().editNumber(), rows), new OldValues(table));
  }

  private static Undoing walk(
      List<LoggedChange> targets, List<LoggedChange> since, OldValues oldValues) {
    Set<UUID> wanted = targets.stream().map(LoggedChange::change).collect(Collectors.toSet());
    Set<UUID> undone = new HashSet<>();
    Set<UUID> withoutEffect = new HashSet<>();
    for (LoggedChange change : since) {
      if (isWholeUndo(change)
          && !wanted.contains(change.change())
          && !undone.contains(change.change())) {
        undone.addAll(change.undoes());
        withoutEffect.add(change.change());
      }
    }
    withoutEffect.addAll(undone);
    Map<String, Reversal> reversals = new LinkedHashMap<>();
    targets.stream()
        .filter(change -> !undone.contains(change.change()))
        .flatMap(change -> change.rows().stream())
        .forEach(row -> reversals.computeIfAbsent(row.row(), id -> new Reversal(id, oldValues)));
    List<UUID> taken = new ArrayList<>();
    for (LoggedChange change : since) {
      if (withoutEffect.contains(change.change())) {
        continue;
      }
      boolean back = wanted.contains(change.change());
      if (back) {
        taken.add(change.change());
      }
      for (RowEdit edit : change.rows()) {
        Reversal reversal = reversals.get(edit.row());
        if (reversal != null && back) {
          reversal.takeBack(change, edit);
        } else if (reversal != null) {
          reversal.leave(change, edit);
        }
      }
    }
    return planned(taken, List.copyOf(reversals.values()));
  }

  private static boolean isWholeUndo(LoggedChange change) {
    return Boolean.TRUE.equals(change.metadata().get("whole")) && !change.undoes().isEmpty();
  }

  private static Undoing planned(List<UUID> taken, List<Reversal> reversals) {
    List<RowChange> rows = new ArrayList<>();
    reversals.forEach(reversal -> reversal.step().map(Undoing::row).ifPresent(rows::add));
    UndoPlan plan = new UndoPlan(taken.size(), reversals.stream().map(Reversal::summary).toList());
    if (!rows.isEmpty()) {
      return new Undoing(Optional.empty(), taken, plan, rows);
    }
    Refused refusal =
        retyped(plan)
            ? new Refused(
                "COLUMN_RETYPED",
                "Its columns have other types now, which the values from before do not fit; nothing goes back.")
            : new Refused(
                "NOTHING_TO_UNDO",
                taken.isEmpty()
                    ? "That was undone before."
                    : "All of it was changed since; nothing goes back.");
    return new Undoing(Optional.of(refusal), taken, plan, rows);
  }

  private static boolean retyped(UndoPlan plan) {
    return plan.rows().stream()
        .flatMap(row -> row.kept().stream())
        .anyMatch(kept -> kept.reason() == ChangedSince.Reason.RETYPED);
  }

  @SuppressWarnings(
      "NullAway") // compact constructors do not say to their callers that null is legal
  private static RowChange row(Reversal.Step step) {
    return switch (step.existence()) {
      case GONE -> new RowChange.Delete(step.row(), OptionalLong.empty());
      case CAME_BACK -> new RowChange.Insert(Optional.of(step.row()), step.values());
      case UNTOUCHED -> new RowChange.Update(step.row(), OptionalLong.empty(), step.values());
    };
  }

  private static Undoing refused(String code, String message) {
    return new Undoing(
        Optional.of(new Refused(code, message)), List.of(), new UndoPlan(0, List.of()), List.of());
  }
}
