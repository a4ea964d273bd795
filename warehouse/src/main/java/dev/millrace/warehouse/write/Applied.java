package dev.millrace.warehouse.write;

import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.CellConflict;
import dev.millrace.warehouse.WriteResult.RowConflict;
import dev.millrace.warehouse.WriteResult.RowState;
import dev.millrace.warehouse.WriteResult.Since;
import dev.millrace.warehouse.history.Touches;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.write.PreparedChange.Kind;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import dev.millrace.workbook.model.TableRules.Conflicts;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One change against the rows as they stand: works out what it makes of them, or why it may not.
 * Touches {@link TableState} only through {@link #accept}.
 */
final class Applied {
  private final PreparedChange change;
  private final TableState state;
  private final LookBack log;
  private final long editNumber;
  private final LocalDateTime at;

  private final List<RowConflict> conflicts = new ArrayList<>();
  private final Map<String, Optional<RowImage>> after = new LinkedHashMap<>();
  private final List<Map<String, @Nullable Object>> edits = new ArrayList<>();
  private final List<RowState> states = new ArrayList<>();
  private Optional<WriteResult.Refused> refused = Optional.empty();

  /** Asks the log who changed a row after a certain edit, this group's changes among them. */
  interface LookBack {
    Touches since(String row, long version) throws SQLException;
  }

  Applied(PreparedChange change, TableState state, LookBack log, long editNumber, LocalDateTime at)
      throws SQLException {
    this.change = change;
    this.state = state;
    this.log = log;
    this.editNumber = editNumber;
    this.at = at;
    for (int index = 0; index < change.rows().size() && refused.isEmpty(); index++) {
      apply(index, change.rows().get(index));
    }
  }

  /** Why it may not be; empty if it may. */
  Optional<WriteResult> refusal() {
    if (refused.isPresent()) {
      return Optional.of(refused.get());
    }
    return conflicts.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new WriteResult.Conflict(
                change.author().user(), at.toInstant(ZoneOffset.UTC), conflicts));
  }

  /** The row as the change makes it; empty if it goes. */
  Optional<RowImage> after(String row) {
    return after.getOrDefault(row, Optional.empty());
  }

  /** Makes it so, for the changes that follow in the group. */
  WriteResult.Written accept() {
    after.forEach(state::put);
    return new WriteResult.Written(change.change().id(), editNumber, states, false);
  }

  /** What the log keeps: old and new values of every cell. */
  String edit() {
    return EditJson.text(Map.of("type", "change", "rows", edits));
  }

  private void apply(int index, PreparedRow row) throws SQLException {
    Optional<RowImage> found = state.row(row.row());
    switch (row.kind()) {
      case INSERT -> {
        if (found.isPresent()) {
          refuse("ROW_EXISTS", index, "There is a row with this id already.");
        } else {
          inserted(row);
        }
      }
      case UPDATE -> {
        if (present(index, row, found)) {
          updated(row, found.get());
        }
      }
      case DELETE -> {
        if (present(index, row, found)) {
          deleted(row, found.get());
        }
      }
    }
  }

  private void inserted(PreparedRow row) {
    String author = change.author().user();
    after.put(
        row.row(),
        Optional.of(new RowImage(row.row(), row.values(), at, author, at, author, editNumber)));
    record("insert", row.row(), editNumber, Map.of(), row.values());
  }

  private void updated(PreparedRow row, RowImage found) {
    Map<String, @Nullable Object> old = new LinkedHashMap<>();
    row.values().keySet().forEach(column -> old.put(column, found.values().get(column)));
    after.put(
        row.row(), Optional.of(found.with(row.values(), at, change.author().user(), editNumber)));
    record("update", row.row(), editNumber, old, row.values());
  }

  private void deleted(PreparedRow row, RowImage found) {
    after.put(row.row(), Optional.empty());
    record("delete", row.row(), 0, found.values(), Map.of());
  }

  /** False if the row is not as the author saw it; the reason is then noted. */
  private boolean present(int index, PreparedRow row, Optional<RowImage> found)
      throws SQLException {
    if (found.isEmpty()) {
      Optional<Since> last =
          row.seenVersion().isPresent()
              ? log.since(row.row(), row.seenVersion().getAsLong()).all().stream().findFirst()
              : Optional.empty();
      if (last.isEmpty()) {
        refuse("ROW_NOT_FOUND", index, "There is no row with this id.");
      } else {
        conflicts.add(conflict(row, 0, last.get(), List.of()));
      }
      return false;
    }
    RowImage image = found.get();
    if (row.seenVersion().isPresent() && row.seenVersion().getAsLong() != image.version()) {
      Touches touches = log.since(row.row(), row.seenVersion().getAsLong());
      List<CellConflict> cells = cells(row, image, touches);
      if (!merges(row, cells)) {
        Since last = new Since(image.updatedBy(), image.updatedAt().toInstant(ZoneOffset.UTC));
        conflicts.add(conflict(row, image.version(), last, cells));
        return false;
      }
    }
    return true;
  }

  /** Whether what others did since leaves the author's cells alone, and the designer allows it. */
  private boolean merges(PreparedRow row, List<CellConflict> cells) {
    return change.table().rules().conflicts() == Conflicts.MERGE
        && row.kind() == Kind.UPDATE
        && cells.stream().noneMatch(cell -> cell.since().isPresent());
  }

  private static RowConflict conflict(
      PreparedRow row, long version, Since last, List<CellConflict> cells) {
    return new RowConflict(
        row.row(), row.seenVersion().orElse(0), version, last.by(), last.at(), cells);
  }

  private static List<CellConflict> cells(PreparedRow row, RowImage image, Touches touches) {
    List<CellConflict> cells = new ArrayList<>();
    row.values()
        .forEach((column, wanted) -> {
          Object current = image.values().get(column);
          if (!Objects.equals(wanted, current)) {
            cells.add(
                new CellConflict(
                    column, wanted, current, Optional.ofNullable(touches.cells().get(column))));
          }
        });
    return cells;
  }

  private void refuse(String code, int index, String message) {
    refused = Optional.of(new WriteResult.Refused(code, index, "", message));
  }

  private void record(
      String operation,
      String row,
      long version,
      Map<String, @Nullable Object> old,
      Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> edit = new LinkedHashMap<>();
    edit.put("op", operation);
    edit.put("row", row);
    edit.put("version", version);
    edit.put("old", plain(old));
    edit.put("new", plain(values));
    edits.add(edit);
    states.add(new RowState(row, version, values));
  }

  private static Map<String, @Nullable Object> plain(Map<String, @Nullable Object> values) {
    Map<String, @Nullable Object> plain = new LinkedHashMap<>();
    values.forEach((column, value) -> plain.put(column, EditJson.plain(value)));
    return plain;
  }
}
