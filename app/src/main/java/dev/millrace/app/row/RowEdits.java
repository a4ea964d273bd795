package dev.millrace.app.row;

import dev.millrace.app.row.RowBodies.RowAnswer;
import dev.millrace.app.row.RowBodies.RowView;
import dev.millrace.app.value.ColumnValues;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.CellConflict;
import dev.millrace.warehouse.WriteResult.RowConflict;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes one person's edit, or says why not. */
@Component
final class RowEdits {
  private final Warehouse warehouse;

  RowEdits(Warehouse warehouse) {
    this.warehouse = warehouse;
  }

  /**
   * Writes.
   *
   * @param idempotencyKey the same key of the same user for the same table is the same change
   * @throws Refusal {@code ROW_CONFLICT} with both values, {@code ROW_NOT_FOUND}, {@code
   *     VALUE_REQUIRED} and the like with the field, {@code WAREHOUSE_BUSY}
   */
  RowAnswer write(
      Change.TableId id,
      Element.InputTable table,
      Change.RowChange row,
      Optional<String> idempotencyKey,
      Reader reader) {
    Change change =
        new Change(
            ChangeIds.of(id, idempotencyKey, reader), id, List.of(row), Change.Origin.PERSON);
    StatementTag tag =
        new StatementTag(
            Optional.of(id.workbook()),
            Optional.of(id.element()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(reader.user()));
    WriteResult result = warehouse.tagged(tag, () -> warehouse.writeBack().write(change, reader));
    return new RowAnswer(RowView.of(table, written(table, result).rows().getFirst()));
  }

  /**
   * What was written.
   *
   * @throws Refusal if nothing was, as for {@link #write}
   */
  static WriteResult.Written written(Element.InputTable table, WriteResult result) {
    return switch (result) {
      case WriteResult.Written written -> written;
      case WriteResult.Conflict conflict -> throw conflict(table, conflict.rows());
      case WriteResult.Refused refused -> throw refused(refused);
      case WriteResult.Unavailable away ->
          throw Refusal.of(
              Refusal.Kind.UNAVAILABLE,
              "WAREHOUSE_BUSY",
              away.message(),
              Map.of("retryAfter", Math.max(1, away.backoff().toSeconds())));
    };
  }

  private static Refusal refused(WriteResult.Refused refused) {
    Refusal.Kind kind =
        switch (refused.code()) {
          case "ROW_NOT_FOUND", "CHANGE_NOT_FOUND" -> Refusal.Kind.NOT_FOUND;
          case "CHANGE_ID_REUSED",
              "EXECUTION_ENDED",
              "NOTHING_TO_UNDO",
              "LOAD_NOT_UNDOABLE",
              "VALUE_TAKEN",
              "TABLE_FULL" ->
              Refusal.Kind.CONFLICT;
          case "COLUMN_PROTECTED", "BULK_NOT_ALLOWED", "ENTRY_NOT_ALLOWED" ->
              Refusal.Kind.FORBIDDEN;
          default -> Refusal.Kind.INVALID;
        };
    return Refusal.of(
        kind,
        refused.code(),
        refused.message(),
        refused.column().isEmpty() ? Map.of() : Map.of("field", "values." + refused.column()));
  }

  /** Both values: who may edit the row may see it. */
  private static Refusal conflict(Element.InputTable table, List<RowConflict> rows) {
    RowConflict first = rows.getFirst();
    return Refusal.of(
        Refusal.Kind.CONFLICT,
        "ROW_CONFLICT",
        first.version() == 0
            ? "%s deleted this row meanwhile.".formatted(first.by())
            : "%s changed this row meanwhile.".formatted(first.by()),
        Map.of("conflicts", rows.stream().map(row -> conflict(table, row)).toList()));
  }

  private static Map<String, Object> conflict(Element.InputTable table, RowConflict row) {
    return Map.of(
        "row", row.row(),
        "seenVersion", row.seenVersion(),
        "version", row.version(),
        "by", row.by(),
        "at", row.at(),
        "cells", row.cells().stream().map(cell -> cell(table, cell)).toList());
  }

  private static Map<String, @Nullable Object> cell(Element.InputTable table, CellConflict cell) {
    Map<String, @Nullable Object> both = new LinkedHashMap<>();
    both.put("column", cell.column());
    both.put("wanted", ColumnValues.write(table, cell.column(), cell.wanted()));
    both.put("current", ColumnValues.write(table, cell.column(), cell.current()));
    return both;
  }
}
