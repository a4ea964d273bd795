package dev.millrace.warehouse.doctor;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.Column;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows what the log says, some hundreds at a time. */
final class RowMender {
  private static final int SLICE = 500;

  private final Session session;
  private final WarehouseSql sql;
  private final StoredTable table;
  private final List<Wanted> inserted = new ArrayList<>();
  private final List<Wanted> updated = new ArrayList<>();
  private final List<String> deleted = new ArrayList<>();

  private record Wanted(String id, RowState state, boolean there) {}

  RowMender(Session session, WarehouseSql sql, StoredTable table) {
    this.session = session;
    this.sql = sql;
    this.table = table;
  }

  /** Makes the row that; what is not known of it stays as it is. */
  void put(String id, RowState wanted, boolean there) throws SQLException {
    if (!wanted.present()) {
      deleted.add(id);
    } else if (there) {
      updated.add(new Wanted(id, wanted, true));
    } else {
      inserted.add(new Wanted(id, wanted, false));
    }
    if (inserted.size() + updated.size() + deleted.size() >= SLICE) {
      flush();
    }
  }

  /** Writes what still waits. */
  void flush() throws SQLException {
    for (Map.Entry<List<Field>, List<List<@Nullable Object>>> alike : byFields(inserted)) {
      sql.insert(session, new Rows(table.table(), alike.getKey(), false, alike.getValue()));
    }
    for (Map.Entry<List<Field>, List<List<@Nullable Object>>> alike : byFields(updated)) {
      sql.update(session, new Rows(table.table(), alike.getKey(), false, alike.getValue()));
    }
    sql.delete(session, table.table(), "ID", deleted);
    inserted.clear();
    updated.clear();
    deleted.clear();
  }

  /** Rows of which the same is known are written together. */
  private Set<Map.Entry<List<Field>, List<List<@Nullable Object>>>> byFields(List<Wanted> rows) {
    Map<List<Field>, List<List<@Nullable Object>>> alike = new LinkedHashMap<>();
    for (Wanted row : rows) {
      Map<String, @Nullable Object> cells = cells(row);
      alike
          .computeIfAbsent(
              cells.keySet().stream().map(Field::of).toList(), fields -> new ArrayList<>())
          .add(new ArrayList<>(cells.values()));
    }
    return alike.entrySet();
  }

  private Map<String, @Nullable Object> cells(Wanted row) {
    RowState state = row.state();
    Map<String, @Nullable Object> cells = new LinkedHashMap<>();
    cells.put("ID", row.id());
    cells.put("ROW_VERSION", state.version());
    if (state.created() != null) {
      cells.put("CREATED_AT", state.created().at());
      cells.put("CREATED_BY", state.created().by());
    }
    if (state.updated() != null) {
      cells.put("UPDATED_AT", state.updated().at());
      cells.put("UPDATED_BY", state.updated().by());
    }
    for (StoredColumn column : table.columns()) {
      String id = column.column().id();
      if (row.there() ? state.decides(id) : state.values().containsKey(id)) {
        cells.put(column.warehouseName(), stored(column, state.values().get(id)));
      }
    }
    return cells;
  }

  private static @Nullable Object stored(StoredColumn column, @Nullable Object value) {
    return column.column().kind() == Column.Kind.DATE && value instanceof LocalDateTime moment
        ? moment.toLocalDate()
        : value;
  }
}
