package dev.millrace.warehouse.write;

import dev.millrace.warehouse.WriteResult;
import dev.millrace.warehouse.WriteResult.RowState;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.model.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the first call of a change was answered, read back from the log. */
final class Repeated {
  private Repeated() {}

  static WriteResult answer(PreparedChange change, EditLog.Known known) {
    Map<String, @Nullable Object> metadata = EditJson.read(known.metadata());
    if (!change.fingerprint().equals(metadata.get("content"))) {
      return new WriteResult.Refused(
          "CHANGE_ID_REUSED",
          -1,
          "",
          "This change id was used before, for other content. A new change needs a new id.");
    }
    List<RowState> rows = new ArrayList<>();
    if (EditJson.read(known.edit()).get("rows") instanceof List<?> edits) {
      for (Object edit : edits) {
        if (edit instanceof Map<?, ?> row) {
          rows.add(state(change.table(), row));
        }
      }
    }
    return new WriteResult.Written(change.change().id(), known.editNumber(), rows, true);
  }

  private static RowState state(StoredTable table, Map<?, ?> row) {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    if (row.get("new") instanceof Map<?, ?> stored) {
      stored.forEach(
          (column, value) -> values.put(text(column), typed(table, text(column), value)));
    }
    long version = row.get("version") instanceof Number number ? number.longValue() : 0;
    return new RowState(text(row.get("row")), version, values);
  }

  private static String text(@Nullable Object value) {
    return String.valueOf(value);
  }

  /** The stored value again; rules that came later do not matter to what was stored before. */
  private static @Nullable Object typed(
      StoredTable table, String columnId, @Nullable Object value) {
    Optional<StoredColumn> stored = table.column(columnId);
    if (stored.isEmpty()) {
      return value;
    }
    Column column = stored.get().column();
    return CellReader.read(
        new Column(column.id(), column.name(), column.kind(), false, Column.Rules.NONE), value);
  }
}
