package dev.millrace.app.workbook;

import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Right;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What left its workbook and can still come back. */
@RestController
@Tag(name = "workbooks")
final class TrashController {
  private final Warehouse warehouse;
  private final Access access;

  TrashController(Warehouse warehouse, Access access) {
    this.warehouse = warehouse;
    this.access = access;
  }

  @GetMapping("/api/warehouse/trash")
  @Operation(
      operationId = "trash",
      summary = "Tables and columns that left their workbook, the newest first",
      description = "To take something out, publish its workbook with it again.")
  Trash trash(@Parameter(hidden = true) Reader reader) {
    access.require(reader, Right.READ_WAREHOUSE, "");
    return new Trash(warehouse.inputTables().trash().stream().map(TrashItem::of).toList());
  }

  /** All of it. */
  record Trash(List<TrashItem> items) {}

  /**
   * A table or a column of one.
   *
   * @param column what it was; null for a whole table
   * @param until when it goes for good
   */
  record TrashItem(
      String workbook, String element, @Nullable TrashColumn column, Instant at, Instant until) {
    static TrashItem of(InputTables.Trashed trashed) {
      return new TrashItem(
          trashed.workbook(),
          trashed.element(),
          trashed
              .column()
              .map(column ->
                  new TrashColumn(column.id(), column.name(), ElementView.word(column.kind())))
              .orElse(null),
          trashed.at(),
          trashed.until());
    }
  }

  /** A column: what it has to be published as again. */
  record TrashColumn(String id, String name, String type) {}
}
