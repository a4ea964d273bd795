package dev.millrace.warehouse;

import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What publishing does to the input tables of a workbook.
 *
 * @param script what the owner of the warehouse's schema has to run first, where Millrace may not
 *     make tables
 */
public record TableChanges(List<TableChange> tables, Optional<String> script) {
  /** Most lost cells that a report names; {@link Retype#lost} counts all. */
  public static final int MAX_LOST_SHOWN = 100;

  /** No table at all. */
  public static final TableChanges NOTHING = new TableChanges(List.of(), Optional.empty());

  public TableChanges {
    tables = List.copyOf(tables);
  }

  /**
   * All input tables of a workbook, as they are to be.
   *
   * @param acceptLoss whether values may go that do not fit the new kind of their column
   */
  public record Request(String workbook, List<Wanted> tables, boolean acceptLoss) {
    public Request {
      tables = List.copyOf(tables);
    }
  }

  /**
   * An input table of a workbook.
   *
   * @param csv for a new table with a CSV source: the file its first rows come from
   */
  public record Wanted(Element.InputTable table, Optional<Path> csv) {}

  /** What becomes of a table. */
  public enum TableFate {
    CREATED,
    /** It was there and stays; its columns may change. */
    KEPT,
    /** It came back from the trash with its rows and its log. */
    RESTORED,
    /** It left the workbook; until its time is over it can come back. */
    TRASHED
  }

  /**
   * A table.
   *
   * @param rows how many it has; of a preview, before anything is done
   * @param badCells cells of the file of a new table that did not fit
   */
  public record TableChange(
      String element, TableFate fate, long rows, long badCells, List<ColumnChange> columns) {
    public TableChange {
      columns = List.copyOf(columns);
    }
  }

  /** What becomes of a column. */
  public enum ColumnFate {
    ADDED,
    RENAMED,
    RETYPED,
    /** It came back from the trash with its values. */
    RESTORED,
    /** It left the workbook; until its time is over it can come back. */
    TRASHED
  }

  /**
   * A change of a column.
   *
   * @param column id
   * @param name as people call it from now on
   * @param before the name it had, if it was renamed
   * @param retype what became of its values, if it has another kind
   */
  public record ColumnChange(
      String column,
      String name,
      ColumnFate fate,
      Optional<String> before,
      Optional<Retype> retype) {
    /** A change that needs no further words. */
    public static ColumnChange of(String column, String name, ColumnFate fate) {
      return new ColumnChange(column, name, fate, Optional.empty(), Optional.empty());
    }
  }

  /**
   * What becomes of the values of a column that gets another kind.
   *
   * @param cells how many hold a value
   * @param lost how many of them do not fit, or not wholly
   * @param first of the lost ones, at most {@link #MAX_LOST_SHOWN}, by row id
   */
  public record Retype(Kind from, Kind to, long cells, long lost, List<Lost> first) {
    public Retype {
      first = List.copyOf(first);
    }
  }

  /**
   * A value that does not fit.
   *
   * @param given its text
   */
  public record Lost(String row, String given, String reason) {}

  /** How many values go, in all tables. */
  public long lost() {
    return tables.stream()
        .flatMap(table -> table.columns().stream())
        .flatMap(column -> column.retype().stream())
        .mapToLong(Retype::lost)
        .sum();
  }
}
