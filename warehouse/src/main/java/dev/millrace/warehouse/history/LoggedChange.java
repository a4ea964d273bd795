package dev.millrace.warehouse.history;

import dev.millrace.warehouse.EditHistory.Operation;
import dev.millrace.warehouse.EditHistory.RowEdit;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.model.Column;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the log, taken apart. Values are those of columns that the table still has, of the kind
 * that the column had then.
 *
 * @param listed false for the first rows of a table, which the log does not list
 */
public record LoggedChange(
    long editNumber,
    UUID change,
    LocalDateTime at,
    boolean listed,
    List<RowEdit> rows,
    Map<String, @Nullable Object> metadata) {

  /** Takes a row of the log apart. */
  public static LoggedChange of(
      StoredTable table,
      long editNumber,
      UUID change,
      String edit,
      String metadata,
      LocalDateTime at) {
    Map<String, @Nullable Object> content = EditJson.read(edit);
    boolean listed = "change".equals(content.get("type"));
    return new LoggedChange(
        editNumber, change, at, listed, rows(table, editNumber, content), EditJson.read(metadata));
  }

  /** The rows of an entry's edit. */
  public static List<RowEdit> rows(
      StoredTable table, long editNumber, Map<String, @Nullable Object> edit) {
    List<RowEdit> rows = new ArrayList<>();
    if (edit.get("rows") instanceof List<?> edits) {
      for (Object row : edits) {
        if (row instanceof Map<?, ?> fields) {
          rows.add(row(table, editNumber, fields));
        }
      }
    }
    return rows;
  }

  private static RowEdit row(StoredTable table, long editNumber, Map<?, ?> fields) {
    return new RowEdit(
        String.valueOf(fields.get("row")),
        Operation.valueOf(String.valueOf(fields.get("op")).toUpperCase(Locale.ROOT)),
        fields.get("version") instanceof Number version ? version.longValue() : 0,
        values(table, editNumber, fields.get("old")),
        values(table, editNumber, fields.get("new")));
  }

  private static Map<String, @Nullable Object> values(
      StoredTable table, long editNumber, @Nullable Object stored) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (stored instanceof Map<?, ?> cells) {
      cells.forEach((name, value) -> {
        String id = String.valueOf(name);
        table.column(id).ifPresent(column -> values.put(id, typed(column, editNumber, value)));
      });
    }
    return values;
  }

  /** The stored value again; rules that came later do not matter to what was stored before. */
  private static @Nullable Object typed(
      StoredColumn stored, long editNumber, @Nullable Object value) {
    Column now = stored.column();
    Column then =
        new Column(now.id(), now.name(), stored.kindAt(editNumber), false, Column.Rules.NONE);
    return then.kind() == Column.Kind.MULTI_SELECT ? value : CellReader.read(then, value);
  }

  /** Only what it did to those rows. */
  LoggedChange only(Set<String> wanted) {
    List<RowEdit> some = rows.stream().filter(row -> wanted.contains(row.row())).toList();
    return new LoggedChange(editNumber, change, at, listed, some, metadata);
  }

  /** Who changed it. */
  public String by() {
    return text("user").orElse("");
  }

  /** A text of the metadata. */
  public Optional<String> text(String name) {
    return metadata.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The changes that this one takes back. */
  public List<UUID> undoes() {
    List<UUID> undone = new ArrayList<>();
    if (metadata.get("undoes") instanceof List<?> ids) {
      ids.forEach(id -> undone.add(UUID.fromString(String.valueOf(id))));
    }
    return undone;
  }
}
