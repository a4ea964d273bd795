package dev.millrace.warehouse.doctor;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.toSet;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.model.SystemColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What really stands in the schema, whatever the catalogue says. */
final class Layout {
  private final Connection connection;

  Layout(Connection connection) {
    this.connection = connection;
  }

  boolean has(String table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT 1 FROM information_schema.tables
            WHERE table_name = ? AND table_schema = current_schema()
            """)) {
      statement.setString(1, table);
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Every table that is no view, by name. */
  Set<String> tables() throws SQLException {
    Set<String> names = new TreeSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet found =
            statement.executeQuery(
                """
                SELECT table_name FROM information_schema.tables
                WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'
                """)) {
      while (found.next()) {
        names.add(found.getString(1));
      }
    }
    return names;
  }

  long count(String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quote(table))) {
      count.next();
      return count.getLong(1);
    }
  }

  /** The columns of a table that is there, each with its type as {@link #expected} writes it. */
  Map<String, String> columns(String table) throws SQLException {
    Map<String, String> columns = new LinkedHashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet none =
            statement.executeQuery("SELECT * FROM %s LIMIT 0".formatted(quote(table)))) {
      ResultSetMetaData facts = none.getMetaData();
      for (int i = 1; i <= facts.getColumnCount(); i++) {
        columns.put(facts.getColumnName(i), type(facts, i));
      }
    }
    return columns;
  }

  private static String type(ResultSetMetaData facts, int place) throws SQLException {
    return switch (facts.getColumnType(place)) {
      case Types.VARCHAR -> "VARCHAR";
      case Types.DECIMAL, Types.NUMERIC ->
          "DECIMAL(%d, %d)".formatted(facts.getPrecision(place), facts.getScale(place));
      case Types.DATE -> "DATE";
      // PostgreSQL's driver gives a moment with a zone the same number.
      case Types.TIMESTAMP ->
          facts.getColumnTypeName(place).equalsIgnoreCase("timestamptz")
              ? "TIMESTAMPTZ"
              : "TIMESTAMP";
      case Types.BOOLEAN, Types.BIT -> "BOOLEAN";
      case Types.BIGINT -> "BIGINT";
      default -> facts.getColumnTypeName(place);
    };
  }

  /** Names of the columns that every input table has. */
  static Set<String> system() {
    return Arrays.stream(SystemColumn.values()).map(SystemColumn::name).collect(toSet());
  }

  /** The columns that an input table should have. */
  static Map<String, String> expected(StoredTable table) {
    Map<String, String> columns = new LinkedHashMap<>();
    for (SystemColumn column : SystemColumn.values()) {
      columns.put(
          column.name(),
          switch (column) {
            case ID, CREATED_BY, UPDATED_BY -> "VARCHAR";
            case CREATED_AT, UPDATED_AT -> "TIMESTAMP";
            case ROW_VERSION -> "BIGINT";
          });
    }
    table.columns().forEach(column -> columns.put(column.warehouseName(), column.sqlType()));
    return columns;
  }

  /** The input table whose log that table is, by its rows; empty if it is no log or has no rows. */
  String logOf(String table) throws SQLException {
    Map<String, String> columns = columns(table);
    if (!columns.keySet().containsAll(Set.of("EDIT_NUM", "DS_ID", "CHANGE_ID", "EDIT", "HASH"))) {
      return "";
    }
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery("SELECT \"DS_ID\" FROM %s LIMIT 1".formatted(quote(table)))) {
      return row.next() ? String.valueOf(row.getString(1)) : "";
    }
  }
}
