package dev.millrace.warehouse.doctor;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredValues;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of a table as they are now. */
final class TableRowsNow {
  private final Connection connection;
  private final StoredTable table;
  private final String columns;

  TableRowsNow(Connection connection, StoredTable table) {
    this.connection = connection;
    this.table = table;
    this.columns =
        Stream.concat(
                Stream.of(
                    "ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION"),
                table.columns().stream().map(column -> column.warehouseName()))
            .map(SqlNames::quote)
            .collect(joining(", "));
  }

  /** Those of the rows that are there, by id. */
  Map<String, RowState> of(List<String> ids) throws SQLException {
    Map<String, RowState> rows = new HashMap<>();
    if (ids.isEmpty()) {
      return rows;
    }
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE \"ID\" IN (%s)"
                .formatted(columns, quote(table.table()), Session.places(ids.size())))) {
      Session.bind(statement, 1, ids);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          rows.put(
              row.getString(1),
              new RowState(
                  true,
                  true,
                  row.getLong(6),
                  touch(row, 2),
                  touch(row, 4),
                  StoredValues.read(table, row, 7),
                  Set.of()));
        }
      }
    }
    return rows;
  }

  /** Somebody may have dropped the NOT NULL of these columns. */
  private static RowState.@Nullable Touch touch(ResultSet row, int place) throws SQLException {
    LocalDateTime at = row.getObject(place, LocalDateTime.class);
    String by = row.getString(place + 1);
    return at == null || by == null ? null : new RowState.Touch(at, by);
  }

  /** The largest version of a row. */
  long newestVersion() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet newest =
            statement.executeQuery("SELECT max(\"ROW_VERSION\") FROM " + quote(table.table()))) {
      newest.next();
      return newest.getLong(1);
    }
  }
}
