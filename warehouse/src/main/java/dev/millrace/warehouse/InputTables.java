package dev.millrace.warehouse;

import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The input tables of published workbooks. Thread-safe. */
public interface InputTables {
  /**
   * Makes the warehouse hold the tables of a workbook as they are now defined, all of them or none:
   * creates what is new, converts columns that have another kind, puts into the trash what the
   * workbook no longer has, and takes out of it what it has again. Idempotent.
   *
   * @throws dev.millrace.workbook.access.Refusal {@code COLUMN_RETYPE_LOSES} if values would go and
   *     that was not accepted, {@code VIEW_IN_USE}, {@code CSV_MISSING}, {@code CSV_UNREADABLE},
   *     {@code CSV_COLUMN_MISSING}, {@code WAREHOUSE_UNAVAILABLE}
   */
  TableChanges publish(TableChanges.Request request);

  /** What publishing that would do now. Changes nothing. */
  TableChanges preview(TableChanges.Request request);

  /**
   * Brings one table up to date, as {@link #publish(TableChanges.Request)}, and leaves the others
   * of its workbook alone.
   *
   * @param csv for a new table with a CSV source: the file its first rows come from
   */
  Published publish(String workbook, Element.InputTable table, Optional<Path> csv);

  /**
   * An input table as the warehouse holds it.
   *
   * @param view name of the readable view, unquoted
   * @param log name of the edit log, unquoted
   * @param rows how many rows it has
   * @param created true if this call made it
   * @param badCells cells of the file that hold what their column cannot: empty in the table, kept
   *     as they were in {@code MILLRACE_BAD_CELLS}
   */
  record Published(UUID id, String view, String log, long rows, boolean created, long badCells) {}

  /** What left its workbook and can still come back, the newest first. */
  List<Trashed> trash();

  /**
   * A table, or a column of one, in the trash. Publishing a workbook that has it again takes it
   * out.
   *
   * @param column what it was; empty for a whole table
   * @param until when it goes for good
   */
  record Trashed(
      String workbook, String element, Optional<TrashedColumn> column, Instant at, Instant until) {}

  /**
   * A column in the trash.
   *
   * @param id what it has to be published under again
   * @param kind what it has to be published as again
   */
  record TrashedColumn(String id, String name, Kind kind) {}

  /**
   * Drops for good what was in the trash for its time. Done by the warehouse when it is opened;
   * somebody has to call it from time to time.
   *
   * @return how many tables and columns went
   */
  int sweep();

  /** Listens to committed changes of all tables, in commit order per table, until closed. */
  AutoCloseable follow(ChangeListener listener);

  /** Told of every committed change. Must not block and must not throw. */
  @FunctionalInterface
  interface ChangeListener {
    void changed(Change.TableId table, UUID change, long editNumber, List<String> rows, String by);
  }
}
