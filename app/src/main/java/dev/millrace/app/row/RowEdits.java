package dev.millrace.app.row;

import dev.millrace.app.row.BatchBodies.BatchAnswer;
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
import java.util.function.Function;
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
    WriteResult result = result(id, List.of(row), idempotencyKey, reader);
    WriteResult.Written written = written(table, result, refused -> "values.");
    return new RowAnswer(RowView.of(table, written.rows().getFirst()), written.visible());
  }

  /** Writes several rows; all of it happens or none. A refusal names the row by its index. */
  BatchAnswer write(
      Change.TableId id,
      Element.InputTable table,
      List<Change.RowChange> rows,
      Optional<String> idempotencyKey,
      Reader reader) {
    return BatchAnswer.of(
        table, written(table, result(id, rows, idempotencyKey, reader), RowEdits::place));
  }

  private static String place(WriteResult.Refused refused) {
    return "rows[%d].values.".formatted(refused.row());
  }

  private WriteResult result(
      Change.TableId id,
      List<Change.RowChange> rows,
      Optional<String> idempotencyKey,
      Reader reader) {
    Change change =
        new Change(ChangeIds.of(id, idempotencyKey, reader), id, rows, Change.Origin.PERSON);
    StatementTag tag =
        new StatementTag(
            Optional.of(id.workbook()),
            Optional.of(id.element()),
            Optional.empty(),
            Optional.empty(),
            Optional.of(reader.user()));
    return warehouse.tagged(tag, () -> warehouse.writeBack().write(change, reader));
  }

  /**
   * What was written.
   *
   * @throws Refusal if nothing was
   */
  static WriteResult.Written written(Element.InputTable table, WriteResult result) {
    return written(table, result, refused -> "values.");
  }

  private static WriteResult.Written written(
      Element.InputTable table, WriteResult result, Function<WriteResult.Refused, String> place) {
    return switch (result) {
      case WriteResult.Written written -> written;
      case WriteResult.Conflict conflict -> throw conflict(table, conflict);
      case WriteResult.Refused refused -> throw refused(refused, place.apply(refused));
      case WriteResult.Unavailable away ->
          throw Refusal.of(
              Refusal.Kind.UNAVAILABLE,
              "WAREHOUSE_BUSY",
              away.message(),
              Map.of("retryAfter", Math.max(1, away.backoff().toSeconds())));
    };
  }

  private static Refusal refused(WriteResult.Refused refused, String place) {
    Refusal.Kind kind =
        switch (refused.code()) {
          case "ROW_NOT_FOUND", "CHANGE_NOT_FOUND", "TABLE_NOT_FOUND" -> Refusal.Kind.NOT_FOUND;
          case "CHANGE_ID_REUSED",
              "EXECUTION_ENDED",
              "NOTHING_TO_UNDO",
              "COLUMN_RETYPED",
              "LOAD_NOT_UNDOABLE",
              "ROW_AMBIGUOUS",
              "ROW_EXISTS",
              "VALUE_TAKEN",
              "TABLE_FULL" ->
              Refusal.Kind.CONFLICT;
          case "COLUMN_PROTECTED", "BULK_NOT_ALLOWED", "ENTRY_NOT_ALLOWED" ->
              Refusal.Kind.FORBIDDEN;
          default -> Refusal.Kind.INVALID;
        };
    return Refusal.of(kind, refused.code(), refused.message(), details(refused, place));
  }

  private static Map<String, Object> details(WriteResult.Refused refused, String place) {
    Map<String, Object> details = new LinkedHashMap<>();
    if (!refused.column().isEmpty()) {
      details.put("field", place + refused.column());
    } else if (refused.row() >= 0) {
      details.put("field", place.substring(0, Math.max(0, place.lastIndexOf(".values."))));
    }
    details.values().removeIf(""::equals);
    return details;
  }

  /** Both values: who may edit the row may see it. */
  private static Refusal conflict(Element.InputTable table, WriteResult.Conflict conflict) {
    RowConflict first = conflict.rows().getFirst();
    return Refusal.of(
        Refusal.Kind.CONFLICT,
        "ROW_CONFLICT",
        first.version() == 0
            ? "%s deleted this row meanwhile.".formatted(first.by())
            : "%s changed this row meanwhile.".formatted(first.by()),
        Map.of(
            "author",
            conflict.author(),
            "at",
            conflict.at(),
            "conflicts",
            conflict.rows().stream().map(row -> conflict(table, row)).toList()));
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
    cell.since()
        .ifPresent(since -> {
          both.put("by", since.by());
          both.put("at", since.at());
        });
    return both;
  }
}
