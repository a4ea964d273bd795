package dev.millrace.app.workbook;

import static dev.millrace.app.workbook.ElementView.word;

import dev.millrace.app.published.PublishedWorkbooks.Publishing;
import dev.millrace.warehouse.TableChanges.ColumnChange;
import dev.millrace.warehouse.TableChanges.Retype;
import dev.millrace.warehouse.TableChanges.TableChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What publishing did, or would do.
 *
 * @param version that runs now, or would
 * @param unchanged the same text was running already
 * @param dryRun nothing was done
 * @param tables what became of the input tables; empty if unchanged
 * @param script what the owner of the warehouse's schema has to run first, where Millrace may not
 *     make tables
 */
record Publication(
    String id,
    int version,
    boolean unchanged,
    boolean dryRun,
    List<PublishedTable> tables,
    @Nullable String script) {
  static Publication of(Publishing publishing) {
    return new Publication(
        publishing.id(),
        publishing.version(),
        publishing.unchanged(),
        publishing.dryRun(),
        publishing.tables().tables().stream().map(PublishedTable::of).toList(),
        publishing.tables().script().orElse(null));
  }

  /**
   * A table.
   *
   * @param fate created, kept, restored (from the trash), trashed
   * @param rows how many it has
   * @param badCells cells of the CSV file of a new table that did not fit
   */
  record PublishedTable(
      String element, String fate, long rows, long badCells, List<PublishedColumn> columns) {
    static PublishedTable of(TableChange table) {
      return new PublishedTable(
          table.element(),
          word(table.fate()),
          table.rows(),
          table.badCells(),
          table.columns().stream().map(PublishedColumn::of).toList());
    }
  }

  /**
   * A column that changed.
   *
   * @param column id
   * @param fate added, renamed, retyped, restored (from the trash), trashed
   * @param before the name it had, if it was renamed
   * @param retype what became of its values, if it was retyped
   */
  record PublishedColumn(
      String column,
      String name,
      String fate,
      @Nullable String before,
      @Nullable ColumnRetype retype) {
    static PublishedColumn of(ColumnChange column) {
      return new PublishedColumn(
          column.column(),
          column.name(),
          word(column.fate()),
          column.before().orElse(null),
          column.retype().map(ColumnRetype::of).orElse(null));
    }
  }

  /**
   * What became of the values of a column.
   *
   * @param cells how many held a value
   * @param lost how many of them do not fit, or not wholly
   * @param first the first hundred of them
   */
  record ColumnRetype(String from, String to, long cells, long lost, List<LostCell> first) {
    static ColumnRetype of(Retype retype) {
      return new ColumnRetype(
          word(retype.from()),
          word(retype.to()),
          retype.cells(),
          retype.lost(),
          retype.first().stream()
              .map(cell -> new LostCell(cell.row(), cell.given(), cell.reason()))
              .toList());
    }
  }

  /** A value that does not fit. */
  record LostCell(String row, String given, String reason) {}
}
