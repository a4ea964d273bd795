package dev.millrace.warehouse.sigds;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.sql.SchemaChanges;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which input table is which: kept in the warehouse beside the tables, so that a warehouse can be
 * read, and mended, without the application's own database.
 */
public final class TableCatalogue {
  private static final String FIELDS =
      "DS_ID, WORKBOOK, ELEMENT, DATA_TABLE, LOG_TABLE, VIEW_NAME, DROPPED_AT";

  private TableCatalogue() {}

  /** Names of the tables that make up the catalogue, in small letters. */
  public static final List<String> TABLES =
      List.of(
          "millrace_tables",
          "millrace_columns",
          "millrace_column_kinds",
          "millrace_bad_cells",
          "millrace_ended_executions");

  /** Makes the catalogue, as far as it is not there. */
  public static void create(SchemaChanges schema) throws SQLException {
    schema.run(
        """
        CREATE TABLE IF NOT EXISTS MILLRACE_TABLES (
          DS_ID VARCHAR PRIMARY KEY, WORKBOOK VARCHAR NOT NULL, ELEMENT VARCHAR NOT NULL,
          DATA_TABLE VARCHAR NOT NULL, LOG_TABLE VARCHAR NOT NULL,
          VIEW_NAME VARCHAR NOT NULL, CREATED_AT TIMESTAMP NOT NULL, DROPPED_AT TIMESTAMP,
          UNIQUE (WORKBOOK, ELEMENT))
        """);
    schema.run(
        """
        CREATE TABLE IF NOT EXISTS MILLRACE_BAD_CELLS (
          DS_ID VARCHAR NOT NULL, ROW_ID VARCHAR NOT NULL, COLUMN_ID VARCHAR NOT NULL,
          GIVEN VARCHAR NOT NULL)
        """);
    schema.run(
        "CREATE INDEX IF NOT EXISTS MILLRACE_BAD_CELLS_OF_ROWS ON MILLRACE_BAD_CELLS (DS_ID, ROW_ID)");
    schema.run(
        """
        CREATE TABLE IF NOT EXISTS MILLRACE_ENDED_EXECUTIONS (
          EXECUTION_ID VARCHAR PRIMARY KEY, ENDED_AT TIMESTAMP NOT NULL)
        """);
    ColumnCatalogue.create(schema);
  }

  /**
   * Names of an input table, whatever its columns are.
   *
   * @param droppedAt since when it is in the trash, UTC; its view is gone then
   */
  public record Entry(
      UUID id,
      TableId owner,
      String table,
      String log,
      String view,
      Optional<LocalDateTime> droppedAt) {}

  public static Optional<Entry> find(Connection connection, TableId owner) throws SQLException {
    return ofWorkbook(connection, owner.workbook()).stream()
        .filter(entry -> entry.owner().equals(owner))
        .findFirst();
  }

  /** Those of the workbook, in the trash or not. */
  public static List<Entry> ofWorkbook(Connection connection, String workbook) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM MILLRACE_TABLES WHERE WORKBOOK = ? ORDER BY ELEMENT"
                .formatted(FIELDS))) {
      statement.setString(1, workbook);
      return entries(statement);
    }
  }

  public static List<Entry> all(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM MILLRACE_TABLES ORDER BY WORKBOOK, ELEMENT".formatted(FIELDS))) {
      return entries(statement);
    }
  }

  private static List<Entry> entries(PreparedStatement statement) throws SQLException {
    List<Entry> entries = new ArrayList<>();
    try (ResultSet found = statement.executeQuery()) {
      while (found.next()) {
        entries.add(
            new Entry(
                UUID.fromString(found.getString(1)),
                new TableId(found.getString(2), found.getString(3)),
                found.getString(4),
                found.getString(5),
                found.getString(6),
                Optional.ofNullable(found.getObject(7, LocalDateTime.class))));
      }
    }
    return entries;
  }

  /** Names for a new table, under the first of the view names that is free. */
  public static Entry named(Connection connection, TableId owner) throws SQLException {
    UUID id = UUID.randomUUID();
    String key = id.toString().replace("-", "");
    return new Entry(
        id,
        owner,
        "SIGDS_" + key,
        "SIGDS_WAL_" + key,
        freeView(connection, owner),
        Optional.empty());
  }

  public static void add(SchemaChanges schema, Entry entry) throws SQLException {
    schema.note(
        """
        INSERT INTO MILLRACE_TABLES
        VALUES (?, ?, ?, ?, ?, ?, CAST(CURRENT_TIMESTAMP AS TIMESTAMP), NULL)
        """,
        entry.id().toString(),
        entry.owner().workbook(),
        entry.owner().element(),
        entry.table(),
        entry.log(),
        entry.view());
  }

  /** A name for the view of that table that nothing has. */
  private static String freeView(Connection connection, TableId owner) throws SQLException {
    List<String> names = List.of(owner.element(), owner.workbook() + "_" + owner.element());
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

  public static void trash(SchemaChanges schema, Entry entry, LocalDateTime at)
      throws SQLException {
    schema.note(
        "UPDATE MILLRACE_TABLES SET DROPPED_AT = ? WHERE DS_ID = ?", at, entry.id().toString());
  }

  /** Takes the table out of the trash; its view may get another name. */
  public static Entry restore(Connection connection, SchemaChanges schema, Entry entry)
      throws SQLException {
    String view = freeView(connection, entry.owner());
    schema.note(
        "UPDATE MILLRACE_TABLES SET DROPPED_AT = NULL, VIEW_NAME = ? WHERE DS_ID = ?",
        view,
        entry.id().toString());
    return new Entry(entry.id(), entry.owner(), entry.table(), entry.log(), view, Optional.empty());
  }

  /** Forgets the table and what was kept beside it. */
  public static void forget(SchemaChanges schema, Entry entry) throws SQLException {
    for (String table :
        List.of(
            "MILLRACE_BAD_CELLS", "MILLRACE_COLUMN_KINDS", "MILLRACE_COLUMNS", "MILLRACE_TABLES")) {
      schema.note("DELETE FROM %s WHERE DS_ID = ?".formatted(table), entry.id().toString());
    }
  }

  /** Whether values of the table are kept aside. */
  public static boolean hasBadCells(Connection connection, UUID table) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT 1 FROM MILLRACE_BAD_CELLS WHERE DS_ID = ? LIMIT 1")) {
      statement.setString(1, table.toString());
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  public static long count(Connection connection, String table) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery("SELECT count(*) FROM " + quote(table))) {
      count.next();
      return count.getLong(1);
    }
  }
}
