package dev.millrace.app.row;

import dev.millrace.app.problem.FieldRequiredException;
import dev.millrace.app.row.RowBodies.RowView;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.workbook.model.Element;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes in and out when several rows are changed at once. */
final class BatchBodies {
  private BatchBodies() {}

  /**
   * A change of one or more rows.
   *
   * @param controls values of controls that conditions name, by control id
   */
  record Batch(List<RowChangeBody> rows, @Nullable Map<String, @Nullable Object> controls) {
    Batch {
      FieldRequiredException.require("rows", rows);
      for (int index = 0; index < rows.size(); index++) {
        FieldRequiredException.require("rows[%d]".formatted(index), rows.get(index));
      }
    }
  }

  /** What becomes of rows. */
  enum Op {
    INSERT,
    UPDATE,
    DELETE,
    UPSERT
  }

  /**
   * What becomes of one row, or of those that are found. A row is named by its id, by a key, or by
   * a condition.
   *
   * @param row id
   * @param version of the row, as it was seen; only with {@code row}
   * @param key column id to value, for the row that holds these values
   * @param where a formula over the table's columns that is true for the row
   * @param all true: every row that {@code key} or {@code where} finds, not exactly one
   * @param values column id to value; null clears the cell
   */
  record RowChangeBody(
      Op op,
      @Nullable String row,
      @Nullable Long version,
      @Nullable Map<String, @Nullable Object> key,
      @Nullable String where,
      @Nullable Boolean all,
      @Nullable Map<String, @Nullable Object> values) {
    RowChangeBody {
      FieldRequiredException.require("op", op);
    }
  }

  /**
   * What was done.
   *
   * @param id of the change, by which it can be undone
   * @param editNumber its place in the table's log
   * @param repeated true if an earlier call with the same key had done it
   * @param visible false if it is safe in the table's log, but the warehouse does not show it yet
   * @param rows as they are now, in the order of the change
   */
  record BatchAnswer(
      UUID id, long editNumber, boolean repeated, boolean visible, List<RowView> rows) {
    static BatchAnswer of(Element.InputTable table, WriteResult.Written written) {
      return new BatchAnswer(
          written.change(),
          written.editNumber(),
          written.repeated(),
          written.visible(),
          written.rows().stream().map(row -> RowView.of(table, row)).toList());
    }
  }
}
