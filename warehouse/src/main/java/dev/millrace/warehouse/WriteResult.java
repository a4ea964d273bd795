package dev.millrace.warehouse;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of a change. */
public sealed interface WriteResult {
  /**
   * It is in the log.
   *
   * @param editNumber its place in the table's log
   * @param rows the rows it touched, in the change's order
   * @param repeated true if the log held it already: an earlier call with this id had done it, or
   *     this one had, and the warehouse's word of it was lost
   * @param visible true if whoever reads the table from now on sees it; false if it is only safe,
   *     and the table is brought up to the log as soon as the warehouse lets us
   */
  record Written(
      UUID change, long editNumber, List<RowState> rows, boolean repeated, boolean visible)
      implements WriteResult {
    public Written {
      rows = List.copyOf(rows);
    }

    /** A change that can be seen. */
    public Written(UUID change, long editNumber, List<RowState> rows, boolean repeated) {
      this(change, editNumber, rows, repeated, true);
    }

    /** The same, but only in the log so far. */
    public Written onlySafe() {
      return new Written(change, editNumber, rows, repeated, false);
    }
  }

  /**
   * Somebody was faster; nothing was changed.
   *
   * @param author whose change this is
   * @param at when it came to the table
   */
  record Conflict(String author, Instant at, List<RowConflict> rows) implements WriteResult {
    public Conflict {
      rows = List.copyOf(rows);
    }
  }

  /**
   * The change is not allowed; nothing was changed.
   *
   * @param code e.g. {@code ROW_NOT_FOUND}, {@code VALUE_REQUIRED}, {@code VALUE_TYPE}, {@code
   *     UNKNOWN_COLUMN}, {@code CHANGE_ID_REUSED}, {@code EXECUTION_ENDED}
   * @param row index in the change's rows, or -1
   * @param column column id, or empty
   */
  record Refused(String code, int row, String column, String message) implements WriteResult {}

  /** The warehouse is busy or away; nothing is known to be changed. Repeat with the same id. */
  record Unavailable(String message, Duration backoff) implements WriteResult {}

  /**
   * A row that was changed.
   *
   * @param version grows with every change of the row; 0 after a delete
   * @param values what the change put there, by column id, as it is stored
   */
  record RowState(String row, long version, Map<String, @Nullable Object> values) {}

  /**
   * A row that is not what the author saw.
   *
   * @param version what it is now; 0 if it is gone
   * @param by who changed it last, and when
   */
  record RowConflict(
      String row, long seenVersion, long version, String by, Instant at, List<CellConflict> cells) {
    public RowConflict {
      cells = List.copyOf(cells);
    }
  }

  /**
   * One cell: what the author wanted, what stands there.
   *
   * @param since who put it there after the author saw the row; empty: it is as the author saw it
   */
  record CellConflict(
      String column, @Nullable Object wanted, @Nullable Object current, Optional<Since> since) {
    // Written out: the null marks of a compact constructor's parameters are lost in class files.
    public CellConflict(
        String column, @Nullable Object wanted, @Nullable Object current, Optional<Since> since) {
      this.column = column;
      this.wanted = wanted;
      this.current = current;
      this.since = since;
    }
  }

  /** Who changed something, and when. */
  record Since(String by, Instant at) {}
}
