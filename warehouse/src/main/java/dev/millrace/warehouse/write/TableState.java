package dev.millrace.warehouse.write;

import static dev.millrace.warehouse.sigds.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.Date;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
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
  private final StoredTable table;
  private final Map<String, Optional<RowImage>> before = new LinkedHashMap<>();
  private final Map<String, Optional<RowImage>> now = new LinkedHashMap<>();

  TableState(Connection connection, StoredTable table) {
    this.connection = connection;
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
                table.columns().stream().map(column -> quote(column.warehouseName())))
            .collect(joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE ID IN (%s)"
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
    if (rows.isEmpty()) {
      return;
    }
    List<String> names =
        new ArrayList<>(
            List.of("ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"));
    table.columns().forEach(column -> names.add(quote(column.warehouseName())));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s)"
                .formatted(
                    quote(table.table()),
                    String.join(", ", names),
                    String.join(", ", Collections.nCopies(names.size(), "?"))))) {
      for (RowImage row : rows) {
        statement.setString(1, row.id());
        statement.setObject(2, row.createdAt());
        statement.setString(3, row.createdBy());
        statement.setObject(4, row.updatedAt());
        statement.setString(5, row.updatedBy());
        statement.setLong(6, row.version());
        bind(statement, 7, row);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void update(List<RowImage> rows) throws SQLException {
    if (rows.isEmpty()) {
      return;
    }
    String assignments =
        Stream.concat(
                Stream.of("UPDATED_AT = ?", "UPDATED_BY = ?", "ROW_VERSION = ?"),
                table.columns().stream().map(column -> quote(column.warehouseName()) + " = ?"))
            .collect(joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "UPDATE %s SET %s WHERE ID = ?".formatted(quote(table.table()), assignments))) {
      for (RowImage row : rows) {
        statement.setObject(1, row.updatedAt());
        statement.setString(2, row.updatedBy());
        statement.setLong(3, row.version());
        bind(statement, 4, row);
        statement.setString(4 + table.columns().size(), row.id());
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private void bind(PreparedStatement statement, int first, RowImage row) throws SQLException {
    int at = first;
    for (StoredColumn column : table.columns()) {
      statement.setObject(at, row.values().get(column.column().id()));
      at++;
    }
  }

  private void delete(List<String> ids) throws SQLException {
    if (ids.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "DELETE FROM %s WHERE ID = ?".formatted(quote(table.table())))) {
      for (String id : ids) {
        statement.setString(1, id);
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }
}
