package dev.millrace.warehouse.write;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sigds.StoredValues;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.Column;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group of changes touches: read once, changed in memory in the order
 * of the changes, and written once at the end, whatever happened to a row in between.
 */
final class TableState {
  /** Most row ids in one look-up. */
  private static final int LOOK_UP = 1_024;

  private final Session session;
  private final WarehouseSql sql;
  private final StoredTable table;
  private final Map<String, Optional<RowImage>> before = new LinkedHashMap<>();
  private final Map<String, Optional<RowImage>> now = new LinkedHashMap<>();

  TableState(Session session, WarehouseSql sql, StoredTable table) {
    this.session = session;
    this.sql = sql;
    this.table = table;
  }

  /** Reads those rows, unless it has them. */
  void load(Set<String> ids) throws SQLException {
    List<String> missing = ids.stream().filter(id -> !before.containsKey(id)).toList();
    for (int from = 0; from < missing.size(); from += LOOK_UP) {
      read(missing.subList(from, Math.min(missing.size(), from + LOOK_UP)));
    }
  }

  private void read(List<String> ids) throws SQLException {
    ids.forEach(id -> before.put(id, Optional.empty()));
    String columns =
        Stream.concat(
                Stream.of(
                    "ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"),
                table.columns().stream().map(StoredColumn::warehouseName))
            .map(SqlNames::quote)
            .collect(joining(", "));
    PreparedStatement statement =
        session.prepared(
            "SELECT %s FROM %s WHERE \"ID\" IN (%s)"
                .formatted(columns, quote(table.table()), Session.places(ids.size())));
    Session.bind(statement, 1, ids);
    try (ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        before.put(row.getString(1), Optional.of(image(row)));
      }
    }
    ids.forEach(id -> now.put(id, before.getOrDefault(id, Optional.empty())));
  }

  private RowImage image(ResultSet row) throws SQLException {
    return new RowImage(
        row.getString(1),
        StoredValues.read(table, row, 7),
        row.getObject(2, LocalDateTime.class),
        row.getString(3),
        row.getObject(4, LocalDateTime.class),
        row.getString(5),
        row.getLong(6));
  }

  Optional<RowImage> row(String id) {
    return now.getOrDefault(id, Optional.empty());
  }

  void put(String id, Optional<RowImage> image) {
    now.put(id, image);
  }

  /**
   * What is different from what was read or written last: each row as it is now; empty if it is
   * gone.
   */
  Map<String, Optional<RowImage>> changed() {
    Map<String, Optional<RowImage>> changed = new LinkedHashMap<>();
    now.forEach((id, image) -> {
      if (!image.equals(before.getOrDefault(id, Optional.empty()))) {
        changed.put(id, image);
      }
    });
    return changed;
  }

  /** Writes what is different from what was read or written last. */
  void flush() throws SQLException {
    List<RowImage> inserted = new ArrayList<>();
    List<RowImage> updated = new ArrayList<>();
    List<String> deleted = new ArrayList<>();
    now.forEach((id, image) -> {
      boolean was = before.getOrDefault(id, Optional.empty()).isPresent();
      if (image.isPresent() && !was) {
        inserted.add(image.get());
      } else if (image.isPresent() && !image.equals(before.get(id))) {
        updated.add(image.get());
      } else if (image.isEmpty() && was) {
        deleted.add(id);
      }
    });
    insert(inserted);
    update(updated);
    delete(deleted);
  }

  /** What stands now has been written. */
  void settle() {
    before.putAll(now);
  }

  private void insert(List<RowImage> rows) throws SQLException {
    write(
        rows,
        table.columns(),
        (fields, values) -> sql.insert(session, new Rows(table.table(), fields, false, values)),
        List.of("ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"),
        row ->
            List.of(
                row.id(),
                row.createdAt(),
                row.createdBy(),
                row.updatedAt(),
                row.updatedBy(),
                row.version()));
  }

  /** Writes the columns that changed in any of the rows. */
  private void update(List<RowImage> rows) throws SQLException {
    write(
        rows,
        table.columns().stream()
            .filter(column -> rows.stream().anyMatch(row -> changed(row, column.column().id())))
            .toList(),
        (fields, values) -> sql.update(session, new Rows(table.table(), fields, false, values)),
        List.of("ID", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"),
        row -> List.of(row.id(), row.updatedAt(), row.updatedBy(), row.version()));
  }

  private boolean changed(RowImage row, String column) {
    Optional<RowImage> was = before.getOrDefault(row.id(), Optional.empty());
    return was.isEmpty()
        || !Objects.equals(was.get().values().get(column), row.values().get(column));
  }

  private interface Write {
    void run(List<Field> fields, List<List<@Nullable Object>> values) throws SQLException;
  }

  private static void write(
      List<RowImage> rows,
      List<StoredColumn> columns,
      Write write,
      List<String> systemFields,
      Function<RowImage, List<Object>> system)
      throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    List<Field> fields =
        Stream.concat(systemFields.stream(), columns.stream().map(StoredColumn::warehouseName))
            .map(Field::of)
            .toList();
    List<List<@Nullable Object>> all = new ArrayList<>(rows.size());
    for (RowImage row : rows) {
      List<@Nullable Object> values = new ArrayList<>(system.apply(row));
      columns.forEach(column -> values.add(stored(column, row)));
      all.add(values);
    }
    write.run(fields, all);
  }

  static @Nullable Object stored(StoredColumn column, RowImage row) {
    Object value = row.values().get(column.column().id());
    return column.column().kind() == Column.Kind.DATE && value instanceof LocalDateTime moment
        ? moment.toLocalDate()
        : value;
  }

  private void delete(List<String> ids) throws SQLException {
    sql.delete(session, table.table(), "ID", ids);
  }
}
