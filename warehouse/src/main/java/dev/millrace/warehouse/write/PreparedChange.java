package dev.millrace.warehouse.write;

import dev.millrace.formula.ValueType;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.Found;
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
import java.util.Locale;
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

  /**
   * What becomes of one row; {@code values} hold stored values.
   *
   * @param at index in the rows of the change as it was given
   * @param row its id; if it is still to be found, the one that a new row gets
   * @param search how to find it, or all those it stands for
   */
  record PreparedRow(
      int at,
      Kind kind,
      String row,
      OptionalLong seenVersion,
      Map<String, @Nullable Object> values,
      Optional<Search> search) {
    PreparedRow(
        int at,
        Kind kind,
        String row,
        OptionalLong seenVersion,
        Map<String, @Nullable Object> values) {
      this(at, kind, row, seenVersion, values, Optional.empty());
    }

    /** The same for a row that was found. */
    PreparedRow in(String found) {
      return new PreparedRow(at, kind, found, seenVersion, values);
    }
  }

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
      if (prepared.search().isEmpty() && !ids.add(prepared.row())) {
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
        restored(undoing.rows()),
        fingerprint(table, target),
        author,
        new Undone(undoing.taken(), undoing.whole()),
        Optional.empty());
  }

  /** Whether some of its rows are still to be found. */
  boolean searches() {
    return rows.stream().anyMatch(row -> row.search().isPresent());
  }

  /** The same with the rows that were found. */
  PreparedChange found(List<PreparedRow> found) {
    return new PreparedChange(change, table, found, fingerprint, author, undone, broken);
  }

  /** The refusal with the index of the row as it was given. */
  WriteResult.Refused told(WriteResult.Refused refused) {
    return refused.row() < 0
        ? refused
        : new WriteResult.Refused(
            refused.code(), rows.get(refused.row()).at(), refused.column(), refused.message());
  }

  /** Whether rules do not matter to it. */
  boolean isUndo() {
    return !undone.changes().isEmpty();
  }

  private static PreparedRow restored(int at, RowChange row) {
    return switch (row) {
      case RowChange.Insert insert ->
          new PreparedRow(
              at, Kind.INSERT, insert.row().orElseThrow(), OptionalLong.empty(), insert.values());
      case RowChange.Update update ->
          new PreparedRow(at, Kind.UPDATE, update.row(), OptionalLong.empty(), update.values());
      case RowChange.Delete delete ->
          new PreparedRow(at, Kind.DELETE, delete.row(), OptionalLong.empty(), Map.of());
      case RowChange.UpdateFound found -> throw new IllegalArgumentException("An undo knows rows");
      case RowChange.DeleteFound found -> throw new IllegalArgumentException("An undo knows rows");
      case RowChange.Upsert found -> throw new IllegalArgumentException("An undo knows rows");
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

  private static List<PreparedRow> restored(List<RowChange> rows) {
    List<PreparedRow> restored = new ArrayList<>(rows.size());
    rows.forEach(row -> restored.add(restored(restored.size(), row)));
    return restored;
  }

  private static PreparedRow prepare(UUID change, int index, RowChange row, StoredTable table) {
    return switch (row) {
      case RowChange.Insert insert ->
          new PreparedRow(
              index,
              Kind.INSERT,
              insert.row().map(PreparedChange::checkedId).orElseGet(() -> rowId(change, index)),
              OptionalLong.empty(),
              values(insert.values(), table));
      case RowChange.Update update ->
          new PreparedRow(
              index,
              Kind.UPDATE,
              update.row(),
              update.seenVersion(),
              values(update.values(), table));
      case RowChange.Delete delete ->
          new PreparedRow(index, Kind.DELETE, delete.row(), delete.seenVersion(), Map.of());
      case RowChange.UpdateFound found ->
          searching(
              index,
              Kind.UPDATE,
              rowId(change, index),
              values(found.values(), table),
              new Search(stored(found.rows(), table), found.many(), Optional.empty()));
      case RowChange.DeleteFound found ->
          searching(
              index,
              Kind.DELETE,
              rowId(change, index),
              Map.of(),
              new Search(stored(found.rows(), table), found.many(), Optional.empty()));
      case RowChange.Upsert upsert -> {
        Found.ByKey key = key(upsert.key(), table);
        Map<String, @Nullable Object> values = new LinkedHashMap<>(key.values());
        values.putAll(values(upsert.values(), table));
        yield searching(
            index,
            Kind.UPDATE,
            rowId(change, index),
            values,
            new Search(key, false, Optional.of(Search.NewRow.AS_GIVEN)));
      }
    };
  }

  private static PreparedRow searching(
      int at, Kind kind, String newId, Map<String, @Nullable Object> values, Search search) {
    return new PreparedRow(at, kind, newId, OptionalLong.empty(), values, Optional.of(search));
  }

  private static Found stored(Found found, StoredTable table) {
    return switch (found) {
      case Found.ByKey key -> key(key, table);
      case Found.ByFormula formula -> condition(formula);
    };
  }

  private static Found.ByFormula condition(Found.ByFormula formula) {
    if (formula.condition().type() != ValueType.LOGICAL) {
      throw new UnfitException(
          "CONDITION_TYPE",
          "",
          "A condition is true or false; this one is of type %s."
              .formatted(formula.condition().type().name().toLowerCase(Locale.ROOT)));
    }
    return formula;
  }

  private static Found.ByKey key(Found.ByKey key, StoredTable table) {
    if (key.values().isEmpty()) {
      throw new UnfitException("KEY_EMPTY", "", "A key names at least one column.");
    }
    Map<String, @Nullable Object> stored = values(key.values(), table);
    stored.forEach((column, value) -> {
      if (value == null) {
        throw new UnfitException(
            "KEY_EMPTY", column, "A row cannot be found by an empty value: give the key a value.");
      }
    });
    return new Found.ByKey(stored);
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
      row.search().ifPresent(search -> content.add(search.content()));
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
