package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.cell.CellException;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.history.Undoing;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.access.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change whose values can be stored: what is left to look at is the state of the rows.
 *
 * @param rows with stored values and row ids
 * @param fingerprint the same for the same content, as it was given: defaults do not count
 * @param undone what it takes back, if it is an undo
 * @param broken which rule refuses it, whatever the rows are; not asked if it is known already
 */
record PreparedChange(
    Change change,
    StoredTable table,
    List<PreparedRow> rows,
    String fingerprint,
    Reader author,
    Undone undone,
    Optional<WriteResult.Refused> broken) {

  /**
   * What the change takes back.
   *
   * @param whole false if some of it stays
   */
  record Undone(List<UUID> changes, boolean whole) {
    static final Undone NOTHING = new Undone(List.of(), true);
  }

  /** What becomes of one row; {@code values} hold stored values. */
  record PreparedRow(
      Kind kind, String row, OptionalLong seenVersion, Map<String, @Nullable Object> values) {}

  enum Kind {
    INSERT,
    UPDATE,
    DELETE
  }

  /** Either a prepared change or the reason there is none. */
  record Outcome(Optional<PreparedChange> prepared, Optional<WriteResult.Refused> refused) {}

  static Outcome of(Change change, StoredTable table, Reader author, Defaults defaults) {
    List<PreparedRow> given = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    if (change.rows().isEmpty() || change.rows().size() > Change.MAX_ROWS) {
      return refused(
          "CHANGE_SIZE", -1, "", "A change has 1 to %,d rows.".formatted(Change.MAX_ROWS));
    }
    for (int index = 0; index < change.rows().size(); index++) {
      RowChange row = change.rows().get(index);
      PreparedRow prepared;
      try {
        prepared = prepare(change.id(), index, row, table);
      } catch (UnfitException e) {
        return refused(e.code, index, e.column, String.valueOf(e.getMessage()));
      }
      if (!ids.add(prepared.row())) {
        return refused("ROW_TWICE", index, "", "The change names this row more than once.");
      }
      given.add(prepared);
    }
    Completed completed = Completed.of(change, table, given, defaults.newRow(author));
    return new Outcome(
        Optional.of(
            new PreparedChange(
                change,
                table,
                completed.rows(),
                fingerprint(table, given),
                author,
                Undone.NOTHING,
                completed.broken())),
        Optional.empty());
  }

  /** An undo: values that stood there before, whatever the rules are today. */
  static PreparedChange undo(
      UUID id, StoredTable table, Target target, Undoing undoing, Reader author) {
    Change change = new Change(id, table.owner(), undoing.rows(), Change.Origin.PERSON);
    return new PreparedChange(
        change,
        table,
        undoing.rows().stream().map(PreparedChange::restored).toList(),
        fingerprint(table, target),
        author,
        new Undone(undoing.taken(), undoing.whole()),
        Optional.empty());
  }

  /** Whether rules do not matter to it. */
  boolean isUndo() {
    return !undone.changes().isEmpty();
  }

  private static PreparedRow restored(RowChange row) {
    return switch (row) {
      case RowChange.Insert insert ->
          new PreparedRow(
              Kind.INSERT, insert.row().orElseThrow(), OptionalLong.empty(), insert.values());
      case RowChange.Update update ->
          new PreparedRow(Kind.UPDATE, update.row(), OptionalLong.empty(), update.values());
      case RowChange.Delete delete ->
          new PreparedRow(Kind.DELETE, delete.row(), OptionalLong.empty(), Map.of());
    };
  }

  private static String fingerprint(StoredTable table, Target target) {
    List<String> content = new ArrayList<>(List.of("undo", table.id().toString()));
    switch (target) {
      case Target.Changes some ->
          some.changes().stream().map(UUID::toString).sorted().forEach(content::add);
      case Target.OfExecution all -> content.add(all.execution());
    }
    return EditLog.sha256(EditJson.text(content));
  }

  private static Outcome refused(String code, int row, String column, String message) {
    return new Outcome(
        Optional.empty(), Optional.of(new WriteResult.Refused(code, row, column, message)));
  }

  private static PreparedRow prepare(UUID change, int index, RowChange row, StoredTable table) {
    return switch (row) {
      case RowChange.Insert insert ->
          new PreparedRow(
              Kind.INSERT,
              insert.row().map(PreparedChange::checkedId).orElseGet(() -> rowId(change, index)),
              OptionalLong.empty(),
              values(insert.values(), table));
      case RowChange.Update update ->
          new PreparedRow(
              Kind.UPDATE, update.row(), update.seenVersion(), values(update.values(), table));
      case RowChange.Delete delete ->
          new PreparedRow(Kind.DELETE, delete.row(), delete.seenVersion(), Map.of());
    };
  }

  private static String checkedId(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new UnfitException(
          "ROW_ID_INVALID", "", "A row id has 1 to 64 letters, digits, '-' and '_'.");
    }
    return id;
  }

  /** The same for every repetition of the change. */
  private static String rowId(UUID change, int index) {
    return UUID.nameUUIDFromBytes((change + "/" + index).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Map<String, @Nullable Object> values(
      Map<String, @Nullable Object> given, StoredTable table) {
    Map<String, @Nullable Object> stored = new LinkedHashMap<>();
    given.forEach((id, value) -> {
      StoredColumn column =
          table
              .column(id)
              .orElseThrow(() ->
                  new UnfitException(
                      "UNKNOWN_COLUMN",
                      id,
                      "'%s' has no column '%s' that can be changed. It has: %s."
                          .formatted(
                              table.owner().element(),
                              id,
                              String.join(
                                  ", ",
                                  table.columns().stream()
                                      .map(known -> known.column().id())
                                      .toList()))));
      stored.put(id, cell(column, value));
    });
    return stored;
  }

  private static @Nullable Object cell(StoredColumn column, @Nullable Object value) {
    try {
      return CellReader.stored(CellReader.read(column.column(), value));
    } catch (CellException e) {
      throw new UnfitException(
          e.code(),
          column.column().id(),
          Completed.message(column.column(), String.valueOf(e.getMessage())));
    }
  }

  private static String fingerprint(StoredTable table, List<PreparedRow> rows) {
    List<Object> content = new ArrayList<>();
    content.add(table.id().toString());
    for (PreparedRow row : rows) {
      Map<String, @Nullable Object> values = new TreeMap<>();
      row.values().forEach((column, value) -> values.put(column, EditJson.plain(value)));
      content.add(List.of(row.kind().name(), row.row(), row.seenVersion().orElse(-1), values));
    }
    return EditLog.sha256(EditJson.text(content));
  }

  private static final class UnfitException extends RuntimeException {
    private final String code;
    private final String column;

    UnfitException(String code, String column, String message) {
      super(message);
      this.code = code;
      this.column = column;
    }
  }
}
