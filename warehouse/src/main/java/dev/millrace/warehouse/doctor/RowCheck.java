package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.SigdsDoctor.Code;
import dev.millrace.warehouse.SigdsDoctor.Finding;
import dev.millrace.warehouse.SigdsDoctor.Mend;
import dev.millrace.warehouse.sigds.StoredTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The rows of a table against what the log says of them. */
final class RowCheck {
  private static final String REVERT = "'repair --revert' puts back what the log says.";
  private static final String BY_HAND =
      "Its values came from a file and are not in the log: take them from a backup.";
  private static final String UNTRUSTED =
      "Nothing: the log is itself damaged, so it does not decide. Compare with a backup.";

  private final Connection connection;
  private final StoredTable table;
  private final EditsByRow edits;
  private final Wrong wrong;
  private long agreeing;
  private long newestVersion;

  /** Told of each row that is wrong. */
  interface Wrong {
    /**
     * Of one row.
     *
     * @param wanted how it should be, as far as that is known
     * @param there whether a row of that id is there
     */
    void row(Finding finding, RowState wanted, boolean there) throws SQLException;
  }

  RowCheck(Connection connection, StoredTable table, EditsByRow edits, Wrong wrong) {
    this.connection = connection;
    this.table = table;
    this.edits = edits;
    this.wrong = wrong;
  }

  /** Looks at all rows, and gives the number of those that are as they should be. */
  long run() throws SQLException {
    TableRowsNow now = new TableRowsNow(connection, table);
    newestVersion = now.newestVersion();
    edits.fold(rows -> {
      Map<String, RowState> actual = now.of(rows.stream().map(RowHistory::row).toList());
      for (RowHistory row : rows) {
        compare(row, actual.get(row.row()));
      }
    });
    LoadedRows loaded = LoadedRows.of(connection, table, edits.load());
    agreeing += loaded.untouched();
    loaded.faults((fault, ids) -> {
      for (String id : ids) {
        untouched(fault, id);
      }
    });
    loaded.drop();
    return agreeing;
  }

  private void compare(RowHistory row, @Nullable RowState actual) throws SQLException {
    RowState wanted = row.now();
    if (actual == null) {
      if (wanted.present()) {
        missing(row);
      }
      return;
    }
    List<String> differences = wanted.present() ? wanted.differences(actual) : List.of();
    if (wanted.present() && differences.isEmpty()) {
      agreeing++;
    } else if (row.wasOnce(actual)) {
      found(
          Code.CHANGE_NOT_APPLIED,
          row,
          differences,
          "The row is at version %d, as it was before edit %d."
              .formatted(actual.version(), row.lastEdit()),
          "'repair' brings the logged change into the table.",
          Mend.REPAIR,
          true);
    } else if (wanted.present()) {
      found(
          Code.ROW_CHANGED_OUTSIDE,
          row,
          differences,
          "The row is at version %d and differs from edit %d in %s."
              .formatted(actual.version(), row.lastEdit(), String.join(", ", differences)),
          REVERT,
          Mend.REVERT,
          true);
    } else {
      found(
          Code.ROW_ADDED_OUTSIDE,
          row,
          List.of(),
          "The row is there, though edit %d deleted it.".formatted(row.lastEdit()),
          "'repair --revert' deletes it again.",
          Mend.REVERT,
          true);
    }
  }

  private void missing(RowHistory row) throws SQLException {
    if (!row.now().whole()) {
      found(
          Code.ROW_GONE,
          row,
          List.of(),
          "The row is gone, and no change deleted it.",
          BY_HAND,
          Mend.NONE,
          false);
    } else if (row.lastEdit() > newestVersion) {
      found(
          Code.CHANGE_NOT_APPLIED,
          row,
          List.of(),
          "Edit %d made the row, but it is not there.".formatted(row.lastEdit()),
          "'repair' brings the logged change into the table.",
          Mend.REPAIR,
          false);
    } else {
      found(
          Code.ROW_GONE,
          row,
          List.of(),
          "The row is gone, and no change deleted it.",
          REVERT,
          Mend.REVERT,
          false);
    }
  }

  private void found(
      Code code,
      RowHistory row,
      List<String> columns,
      String what,
      String remedy,
      Mend mend,
      boolean there)
      throws SQLException {
    boolean trusted = edits.trusted();
    wrong.row(
        new Finding(
            code,
            table.table(),
            Optional.of(row.row()),
            columns,
            OptionalLong.of(row.lastEdit()),
            what,
            trusted ? remedy : UNTRUSTED,
            trusted ? mend : Mend.NONE),
        row.now(),
        there);
  }

  private void untouched(LoadedRows.Fault fault, String id) throws SQLException {
    boolean trusted = edits.trusted();
    Finding finding =
        switch (fault) {
          case ADDED ->
              loose(
                  Code.ROW_ADDED_OUTSIDE,
                  id,
                  "The row is there, but neither a change nor a file made it.",
                  trusted ? "'repair --revert' deletes it." : UNTRUSTED,
                  trusted ? Mend.REVERT : Mend.NONE);
          case CHANGED ->
              loose(
                  Code.ROW_CHANGED_OUTSIDE,
                  id,
                  "The row came from a file and was changed, but not by a change of the log.",
                  BY_HAND,
                  Mend.NONE);
          case GONE ->
              loose(
                  Code.ROW_GONE,
                  id,
                  "The row came from a file and is gone, and no change deleted it.",
                  BY_HAND,
                  Mend.NONE);
        };
    wrong.row(finding, RowState.ABSENT, fault != LoadedRows.Fault.GONE);
  }

  private Finding loose(Code code, String id, String what, String remedy, Mend mend) {
    return new Finding(
        code, table.table(), Optional.of(id), List.of(), OptionalLong.empty(), what, remedy, mend);
  }
}
