package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.file.ReadResult;
import dev.millrace.workbook.file.WorkbookFiles;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.Workbook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A published workbook whose tables have rules, and what tests do with it. */
record RuledTables(Warehouse warehouse, Workbook workbook) {
  static final Origin SEQUENCE =
      new Origin(ActorKind.SEQUENCE, Optional.empty(), Optional.of("s"), Optional.of("a"));

  /** Publishes a workbook named shop with these elements, as a file has them. */
  static RuledTables publish(Warehouse warehouse, String elements) {
    return publish(warehouse, elements, Optional.empty());
  }

  static RuledTables publish(Warehouse warehouse, String elements, Optional<Path> csv) {
    ReadResult read =
        new WorkbookFiles(Tables.FORMULAS)
            .read("workbook: shop\npages:\n- id: p\n  elements: [%s]\n".formatted(elements));
    assertThat(read.problems()).isEmpty();
    Workbook workbook = read.workbook().orElseThrow();
    workbook
        .elements()
        .filter(InputTable.class::isInstance)
        .map(InputTable.class::cast)
        .forEach(table -> warehouse.inputTables().publish("shop", table, csv));
    return new RuledTables(warehouse, workbook);
  }

  /** An element: an input table with these columns, and what follows them. */
  static String table(String id, String columns, String rest) {
    return "{id: %s, type: input-table, columns: [%s]%s}".formatted(id, columns, rest);
  }

  static RowChange insert(@Nullable Object... cells) {
    return new RowChange.Insert(Optional.empty(), Tables.cells(cells));
  }

  static RowChange update(String row, @Nullable Object... cells) {
    return new RowChange.Update(row, OptionalLong.empty(), Tables.cells(cells));
  }

  static RowChange delete(String row) {
    return new RowChange.Delete(row, OptionalLong.empty());
  }

  WriteResult write(UUID id, String table, Origin origin, Reader author, RowChange... rows) {
    return warehouse
        .writeBack()
        .write(new Change(id, new TableId("shop", table), List.of(rows), origin), author);
  }

  WriteResult write(String table, RowChange... rows) {
    return write(UUID.randomUUID(), table, Origin.PERSON, ANA, rows);
  }

  /** Writes; gives the ids of the rows. */
  List<String> written(String table, RowChange... rows) {
    WriteResult result = write(table, rows);
    assertThat(result).isInstanceOf(Written.class);
    return ((Written) result).rows().stream().map(WriteResult.RowState::row).toList();
  }

  /** Code, row and column of the refusal, after checking that nothing was changed. */
  String refused(String table, RowChange... rows) {
    return refused(table, Origin.PERSON, rows);
  }

  String refused(String table, Origin origin, RowChange... rows) {
    Page before = page(table);
    WriteResult result = write(UUID.randomUUID(), table, origin, ANA, rows);
    assertThat(result).isInstanceOf(Refused.class);
    Refused refused = (Refused) result;
    assertThat(page(table)).isEqualTo(before);
    assertThat(refused.message()).isNotBlank();
    return "%s %d %s".formatted(refused.code(), refused.row(), refused.column()).strip();
  }

  Page page(String table) {
    return warehouse
        .elementRows()
        .page("shop", element(table), new PageRequest(List.of(), 0, 100, Map.of()), ANA);
  }

  InputTable element(String table) {
    return (InputTable) workbook.element(table).orElseThrow();
  }

  /** Values of one column, as the page shows them. */
  List<@Nullable Object> values(String table, String column) {
    Page page = page(table);
    int place = page.columns().stream().map(ElementRows.ResultColumn::id).toList().indexOf(column);
    List<@Nullable Object> values = new ArrayList<>();
    page.rows().forEach(row -> values.add(row.values().get(place)));
    return values;
  }
}
