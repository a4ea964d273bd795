package dev.millrace.warehouse.sigds;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.workbook.model.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which input table is which: kept in the warehouse beside the tables, so that a warehouse can be
 * read, and mended, without the application's own database.
 */
final class TableCatalogue {
  private TableCatalogue() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS MILLRACE_TABLES (
            DS_ID VARCHAR PRIMARY KEY, WORKBOOK VARCHAR NOT NULL, ELEMENT VARCHAR NOT NULL,
            DATA_TABLE VARCHAR NOT NULL, LOG_TABLE VARCHAR NOT NULL,
            VIEW_NAME VARCHAR NOT NULL UNIQUE, CREATED_AT TIMESTAMP NOT NULL,
            UNIQUE (WORKBOOK, ELEMENT))
          """);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS MILLRACE_COLUMNS (
            DS_ID VARCHAR NOT NULL, COLUMN_ID VARCHAR NOT NULL, WAREHOUSE_NAME VARCHAR NOT NULL,
            SQL_TYPE VARCHAR NOT NULL, PRIMARY KEY (DS_ID, COLUMN_ID))
          """);
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS MILLRACE_BAD_CELLS (
            DS_ID VARCHAR NOT NULL, ROW_ID VARCHAR NOT NULL, COLUMN_ID VARCHAR NOT NULL,
            GIVEN VARCHAR NOT NULL)
          """);
      statement.execute(
          "CREATE INDEX IF NOT EXISTS MILLRACE_BAD_CELLS_OF_ROWS ON MILLRACE_BAD_CELLS (DS_ID, ROW_ID)");
      statement.execute(
          """
          CREATE TABLE IF NOT EXISTS MILLRACE_ENDED_EXECUTIONS (
            EXECUTION_ID VARCHAR PRIMARY KEY, ENDED_AT TIMESTAMP NOT NULL)
          """);
    }
  }

  /** Names of an input table, whatever its columns are. */
  record Entry(UUID id, String table, String log, String view) {}

  static Optional<Entry> find(Connection connection, TableId owner) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT DS_ID, DATA_TABLE, LOG_TABLE, VIEW_NAME FROM MILLRACE_TABLES
            WHERE WORKBOOK = ? AND ELEMENT = ?
            """)) {
      statement.setString(1, owner.workbook());
      statement.setString(2, owner.element());
      try (ResultSet found = statement.executeQuery()) {
        return found.next()
            ? Optional.of(
                new Entry(
                    UUID.fromString(found.getString(1)),
                    found.getString(2),
                    found.getString(3),
                    found.getString(4)))
            : Optional.empty();
      }
    }
  }

  /** Adds a table under the first of the view names that is free. */
  static Entry add(Connection connection, TableId owner, List<String> viewNames)
      throws SQLException {
    UUID id = UUID.randomUUID();
    String key = id.toString().replace("-", "");
    String view = firstFree(connection, viewNames);
    Entry entry = new Entry(id, "SIGDS_" + key, "SIGDS_WAL_" + key, view);
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO MILLRACE_TABLES VALUES (?, ?, ?, ?, ?, ?, CAST(CURRENT_TIMESTAMP AS TIMESTAMP))")) {
      statement.setString(1, id.toString());
      statement.setString(2, owner.workbook());
      statement.setString(3, owner.element());
      statement.setString(4, entry.table());
      statement.setString(5, entry.log());
      statement.setString(6, view);
      statement.executeUpdate();
    }
    return entry;
  }

  private static String firstFree(Connection connection, List<String> names) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT 1 FROM information_schema.tables
            WHERE lower(table_name) = lower(?) AND table_schema = current_schema()
            """)) {
      for (String name : names) {
        statement.setString(1, name);
        try (ResultSet taken = statement.executeQuery()) {
          if (!taken.next()) {
            return name;
          }
        }
      }
    }
    throw new SQLException("every name for the view is taken: " + names);
  }

  /** Column id to warehouse name and SQL type. */
  static Map<String, StoredName> columns(Connection connection, UUID table) throws SQLException {
    Map<String, StoredName> columns = new LinkedHashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT COLUMN_ID, WAREHOUSE_NAME, SQL_TYPE FROM MILLRACE_COLUMNS
            WHERE DS_ID = ? ORDER BY WAREHOUSE_NAME
            """)) {
      statement.setString(1, table.toString());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          columns.put(found.getString(1), new StoredName(found.getString(2), found.getString(3)));
        }
      }
    }
    return columns;
  }

  record StoredName(String warehouseName, String sqlType) {}

  static void addColumn(Connection connection, UUID table, Column column, String warehouseName)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO MILLRACE_COLUMNS VALUES (?, ?, ?, ?)")) {
      statement.setString(1, table.toString());
      statement.setString(2, column.id());
      statement.setString(3, warehouseName);
      statement.setString(4, SqlNames.type(column.kind()));
      statement.executeUpdate();
    }
  }

  static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quote(table))) {
      count.next();
      return count.getLong(1);
    }
  }
}
