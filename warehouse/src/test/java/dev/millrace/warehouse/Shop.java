package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.EditHistory.Entry;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.EditHistory.Undo;
import dev.millrace.warehouse.ElementRows.Page;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.TableChanges.ColumnChange;
import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.TableChange;
import dev.millrace.warehouse.TableChanges.Wanted;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A workbook named shop that is published again and again. */
record Shop(Warehouse warehouse) {
  static InputTable table(String id, Column... columns) {
    return new InputTable(
        id, id, new TableSource.Empty(), List.of(columns), List.of(), Optional.empty());
  }

  private static Request request(boolean acceptLoss, InputTable... tables) {
    List<Wanted> wanted =
        Stream.of(tables).map(table -> new Wanted(table, Optional.empty())).toList();
    return new Request("shop", wanted, acceptLoss);
  }

  TableChanges publish(InputTable... tables) {
    return warehouse.inputTables().publish(request(false, tables));
  }

  TableChanges publishWithLoss(InputTable... tables) {
    return warehouse.inputTables().publish(request(true, tables));
  }

  TableChanges preview(InputTable... tables) {
    return warehouse.inputTables().preview(request(false, tables));
  }

  Refusal refused(InputTable... tables) {
    return catchThrowableOfType(Refusal.class, () -> publish(tables));
  }

  /** One line for each table and column that changed. */
  static List<String> lines(TableChanges publication) {
    List<String> lines = new ArrayList<>();
    for (TableChange table : publication.tables()) {
      lines.add("%s %s %d".formatted(table.element(), table.fate(), table.rows()));
      for (ColumnChange column : table.columns()) {
        String before = column.before().map(name -> " was " + name).orElse("");
        String retype =
            column
                .retype()
                .map(how ->
                    " %s to %s, %d of %d lost"
                        .formatted(how.from(), how.to(), how.lost(), how.cells()))
                .orElse("");
        lines.add("  %s %s%s%s".formatted(column.column(), column.fate(), before, retype));
      }
    }
    return lines;
  }

  WriteResult write(String table, UUID id, RowChange row) {
    return warehouse
        .writeBack()
        .write(new Change(id, new TableId("shop", table), List.of(row), Origin.PERSON), ANA);
  }

  /** Adds a row; gives its id. */
  String insert(String table, @Nullable Object... cells) {
    WriteResult result =
        write(
            table, UUID.randomUUID(), new RowChange.Insert(Optional.empty(), Tables.cells(cells)));
    assertThat(result).isInstanceOf(Written.class);
    return ((Written) result).rows().getFirst().row();
  }

  /** Changes a row; gives the id of the change. */
  UUID update(String table, String row, @Nullable Object... cells) {
    UUID id = UUID.randomUUID();
    assertThat(
            write(table, id, new RowChange.Update(row, OptionalLong.empty(), Tables.cells(cells))))
        .isInstanceOf(Written.class);
    return id;
  }

  UUID delete(String table, String row) {
    UUID id = UUID.randomUUID();
    assertThat(write(table, id, new RowChange.Delete(row, OptionalLong.empty())))
        .isInstanceOf(Written.class);
    return id;
  }

  /** Why a row with these cells is not taken. */
  String refusedRow(String table, @Nullable Object... cells) {
    WriteResult result =
        write(
            table, UUID.randomUUID(), new RowChange.Insert(Optional.empty(), Tables.cells(cells)));
    assertThat(result).isInstanceOf(Refused.class);
    return ((Refused) result).code();
  }

  Undo undo(String table, UUID... changes) {
    return warehouse
        .editHistory()
        .undo(
            UUID.randomUUID(),
            new TableId("shop", table),
            new Target.Changes(Set.of(changes)),
            ANA);
  }

  List<Entry> history(String table) {
    return warehouse
        .editHistory()
        .entries(
            new TableId("shop", table),
            new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                100));
  }

  Page page(InputTable table) {
    return warehouse
        .elementRows()
        .page("shop", table, new PageRequest(List.of(), 0, 1_000, Map.of()), ANA);
  }

  /** The rows, without marks. */
  List<List<@Nullable Object>> rows(InputTable table) {
    return page(table).rows().stream().map(ElementRows.Row::values).toList();
  }

  /** Row, column, code and given text of what is marked, without the row's id. */
  List<String> marks(InputTable table) {
    return page(table).rows().stream()
        .flatMap(row -> row.marks().stream())
        .map(mark -> (mark.column() + " " + mark.code() + " " + mark.given().orElse("")).strip())
        .toList();
  }

  List<List<@Nullable Object>> sql(String text) {
    return warehouse.sqlConsole().query(text, 1_000, ANA).rows();
  }

  /** All that a warehouse holds of its tables: structure, catalogue, rows, logs, texts aside. */
  List<Object> everything() {
    List<Object> all = new ArrayList<>();
    List<String> names =
        sql(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = current_schema() ORDER BY table_name
                """)
            .stream()
            .map(row -> String.valueOf(row.getFirst()))
            .toList();
    all.add(names);
    for (String name : names) {
      all.add(
          sql(
              "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = '%s' ORDER BY ordinal_position"
                  .formatted(name.replace("'", "''"))));
      all.add(sql("SELECT * FROM \"%s\" ORDER BY 1, 2".formatted(name.replace("\"", "\"\""))));
    }
    return all;
  }
}
