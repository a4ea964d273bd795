package dev.millrace.warehouse;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.workbook.access.Reader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was changed in an input table, by whom, and taking it back. Thread-safe. */
public interface EditHistory {
  /** Most entries of one page. */
  int MAX_ENTRIES = 200;

  /** Most rows that an entry shows; {@link Entry#rowCount} tells how many there are. */
  int MAX_ROWS_SHOWN = 100;

  /** What the log holds, newest first. */
  List<Entry> entries(TableId table, Filter filter);

  /** What an undo would do now. Changes nothing. */
  UndoPlan preview(TableId table, Target target);

  /**
   * Takes back what can be taken back without touching what others changed since. The undo is
   * itself a change of that id: it stands in the log, and undoing it is the redo. Rules of columns
   * that the old values no longer fulfil do not hinder it.
   *
   * @param change id of the undo; the same id with the same target is the same undo
   * @throws dev.millrace.workbook.access.Refusal {@code CHANGE_SIZE} if more than {@link
   *     Change#MAX_ROWS} rows are to go back, {@code WAREHOUSE_UNAVAILABLE}
   */
  Undo undo(UUID change, TableId table, Target target, Reader reader);

  /** Most rows of one page of the past. */
  int MAX_PAST_ROWS = 1_000;

  /**
   * The table as it stood at a moment: after the last change up to then. Rows that were touched
   * since come first, each part in the order of row ids; columns that were dropped since are not
   * shown, and values of columns that were retyped since as they would be now.
   *
   * @param after where the page before ended
   * @param limit 1 to {@link #MAX_PAST_ROWS}
   * @throws dev.millrace.workbook.access.Refusal {@code TOO_MANY_CHANGES} if more than {@link
   *     Change#MAX_ROWS} rows were touched since, {@code WAREHOUSE_UNAVAILABLE}
   */
  Past past(TableId table, Instant at, Optional<String> after, int limit);

  /**
   * A page of rows as they once were.
   *
   * @param editNumber the last change they show; 0 if it was before all
   * @param next what to ask for the next page with; empty at the end
   */
  record Past(long editNumber, List<PastRow> rows, Optional<String> next) {
    public Past {
      rows = List.copyOf(rows);
    }
  }

  /** A row as it once was; values by column id. */
  record PastRow(String row, Map<String, @Nullable Object> values) {}

  /**
   * Which entries; what is empty does not restrict.
   *
   * @param row those that touched that row; only it is shown of them
   * @param column those that gave that column a value in a row
   * @param before those with a smaller edit number, for the next page
   * @param limit 1 to {@link #MAX_ENTRIES}
   */
  record Filter(
      Optional<String> row,
      Optional<String> column,
      Optional<UUID> change,
      Optional<String> execution,
      OptionalLong before,
      int limit) {}

  /**
   * One row of the log.
   *
   * @param actor {@code PERSON}, {@code SEQUENCE}, {@code APPROVED_AI}, or {@code LOAD} for the
   *     first rows of a table, which are not listed one by one
   * @param undoes the changes this one takes back
   * @param rows at most {@link #MAX_ROWS_SHOWN}
   */
  record Entry(
      long editNumber,
      UUID change,
      String by,
      String actor,
      Instant at,
      Optional<String> execution,
      Optional<String> sequence,
      Optional<String> step,
      List<UUID> undoes,
      List<RowEdit> rows,
      int rowCount) {
    public Entry {
      undoes = List.copyOf(undoes);
      rows = List.copyOf(rows);
    }
  }

  /** What happened to a row. */
  enum Operation {
    INSERT,
    UPDATE,
    DELETE
  }

  /**
   * One row of a change: stored values by column id, of the kind that the column had then.
   *
   * @param version of the row after it; 0 after a delete
   */
  record RowEdit(
      String row,
      Operation operation,
      long version,
      Map<String, @Nullable Object> old,
      Map<String, @Nullable Object> now) {}

  /** What is to be taken back. */
  sealed interface Target {
    /** Those changes. */
    record Changes(Set<UUID> changes) implements Target {
      public Changes {
        changes = Set.copyOf(changes);
      }
    }

    /** All that an execution changed in the table. */
    record OfExecution(String execution) implements Target {}
  }

  /**
   * What an undo does, row by row.
   *
   * @param changes how many changes it takes back, in whole or in part
   */
  record UndoPlan(int changes, List<RowUndo> rows) {
    public UndoPlan {
      rows = List.copyOf(rows);
    }

    /** How many rows have that fate. */
    public long count(Fate fate) {
      return rows.stream().filter(row -> row.fate() == fate).count();
    }
  }

  /** What becomes of a row that is to go back. */
  enum Fate {
    /** It becomes as it was. */
    BACK,
    /** Some of it goes back, some was changed since. */
    PARTLY,
    /** It stays: all of it was changed since. */
    KEPT
  }

  /**
   * A row of a plan.
   *
   * @param kept what stays, and who changed it since
   */
  record RowUndo(String row, Fate fate, List<ChangedSince> kept) {
    public RowUndo {
      kept = List.copyOf(kept);
    }
  }

  /**
   * Why something does not go back.
   *
   * @param column id, or empty for the row as a whole
   * @param by who changed it; empty if the column was retyped
   */
  record ChangedSince(String column, String by, Instant at, Reason reason) {
    /** What came in between. */
    public enum Reason {
      CHANGED,
      /** The column got another kind, which the value from before does not fit. */
      RETYPED
    }

    /** Somebody changed it. */
    public ChangedSince(String column, String by, Instant at) {
      this(column, by, at, Reason.CHANGED);
    }
  }

  /**
   * What an undo did.
   *
   * @param result {@code CHANGE_NOT_FOUND} if the log has no such change, {@code NOTHING_TO_UNDO}
   *     if all of it was changed since, {@code COLUMN_RETYPED} if what does not go back does not
   *     fit the kind its column has now, {@code LOAD_NOT_UNDOABLE} for a table's first rows
   * @param plan as it was carried out; of a repeated call only the rows that went back
   */
  record Undo(WriteResult result, UndoPlan plan) {}
}
