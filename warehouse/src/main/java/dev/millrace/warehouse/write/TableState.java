package dev.millrace.warehouse.write;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.Column;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one table that a group of changes touches: read once, changed in memory in the order
 * of the changes, and written once at the end, whatever happened to a row in between.
 */
final class TableState {
  /** Most row ids in one look-up. */
  private static final int LOOK_UP = 1_000;

  private final Connection connection;
  private final WarehouseSql sql;
  private final StoredTable table;
  private final Map<String, Optional<RowImage>> before = new LinkedHashMap<>();
  private final Map<String, Optional<RowImage>> now = new LinkedHashMap<>();

  TableState(Connection connection, WarehouseSql sql, StoredTable table) {
    this.connection = connection;
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
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE \"ID\" IN (%s)"
                .formatted(
                    columns,
                    quote(table.table()),
                    String.join(", ", Collections.nCopies(ids.size(), "?"))))) {
      for (int i = 0; i < ids.size(); i++) {
        statement.setString(i + 1, ids.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          before.put(row.getString(1), Optional.of(image(row)));
        }
      }
    }
    ids.forEach(id -> now.put(id, before.getOrDefault(id, Optional.empty())));
  }

  private RowImage image(ResultSet row) throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (int i = 0; i < table.columns().size(); i++) {
      values.put(table.columns().get(i).column().id(), stored(row.getObject(i + 7)));
    }
    return new RowImage(
        row.getString(1),
        values,
        row.getObject(2, LocalDateTime.class),
        row.getString(3),
        row.getObject(4, LocalDateTime.class),
        row.getString(5),
        row.getLong(6));
  }

  private static @Nullable Object stored(@Nullable Object value) {
    return switch (value) {
      case java.sql.Timestamp moment -> moment.toLocalDateTime();
      case Date day -> day.toLocalDate().atStartOfDay();
      case LocalDate day -> day.atStartOfDay();
      case BigDecimal number -> number;
      case null -> null;
      default -> value;
    };
  }

  Optional<RowImage> row(String id) {
    return now.getOrDefault(id, Optional.empty());
  }

  void put(String id, Optional<RowImage> image) {
    now.put(id, image);
  }

  /** Writes what is different from what was read. */
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

  private void insert(List<RowImage> rows) throws SQLException {
    List<Field> fields =
        fields("ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION");
    sql.insert(
        connection,
        new Rows(
            table.table(),
            fields,
            rows.stream()
                .map(row ->
                    values(
                        row,
                        row.id(),
                        row.createdAt(),
                        row.createdBy(),
                        row.updatedAt(),
                        row.updatedBy(),
                        row.version()))
                .toList()));
  }

  private void update(List<RowImage> rows) throws SQLException {
    sql.update(
        connection,
        new Rows(
            table.table(),
            fields("ID", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"),
            rows.stream()
                .map(row -> values(row, row.id(), row.updatedAt(), row.updatedBy(), row.version()))
                .toList()));
  }

  private List<Field> fields(String... system) {
    return Stream.concat(
            Stream.of(system), table.columns().stream().map(StoredColumn::warehouseName))
        .map(Field::of)
        .toList();
  }

  private List<@Nullable Object> values(RowImage row, Object... system) {
    List<@Nullable Object> values = new ArrayList<>(Arrays.asList(system));
    for (StoredColumn column : table.columns()) {
      Object value = row.values().get(column.column().id());
      values.add(
          column.column().kind() == Column.Kind.DATE && value instanceof LocalDateTime moment
              ? moment.toLocalDate()
              : value);
    }
    return values;
  }

  private void delete(List<String> ids) throws SQLException {
    sql.delete(connection, table.table(), "ID", ids);
  }
}
