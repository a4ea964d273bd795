package dev.millrace.warehouse;

import dev.millrace.workbook.model.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The input tables of published workbooks. Thread-safe. */
public interface InputTables {
  /**
   * Makes the warehouse hold this input table as it is now defined: creates table, log and view, or
   * adds what is new. Idempotent.
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

  /** Listens to committed changes of all tables, in commit order per table, until closed. */
  AutoCloseable follow(ChangeListener listener);

  /** Told of every committed change. Must not block and must not throw. */
  @FunctionalInterface
  interface ChangeListener {
    void changed(Change.TableId table, UUID change, long editNumber, List<String> rows, String by);
  }
}
