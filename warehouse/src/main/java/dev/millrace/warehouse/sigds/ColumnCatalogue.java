package dev.millrace.warehouse.sigds;

import dev.millrace.warehouse.sigds.StoredTable.KindSince;
import dev.millrace.warehouse.sql.SchemaChanges;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Which column of a workbook is which column of a SIGDS table, now and before. */
public final class ColumnCatalogue {
  /** A process that does not know yet finds nothing there, instead of writing beside the table. */
  private static final String AWAY = "TRASH_";

  private ColumnCatalogue() {}

  static void create(SchemaChanges schema) throws SQLException {
    schema.run(
        """
        CREATE TABLE IF NOT EXISTS MILLRACE_COLUMNS (
          DS_ID VARCHAR NOT NULL, WAREHOUSE_NAME VARCHAR NOT NULL, COLUMN_ID VARCHAR NOT NULL,
          NAME VARCHAR NOT NULL, KIND VARCHAR NOT NULL, STATE VARCHAR NOT NULL,
          DROPPED_AT TIMESTAMP, PRIMARY KEY (DS_ID, WAREHOUSE_NAME))
        """);
    schema.run(
        """
        CREATE TABLE IF NOT EXISTS MILLRACE_COLUMN_KINDS (
          DS_ID VARCHAR NOT NULL, COLUMN_ID VARCHAR NOT NULL, AFTER_EDIT BIGINT NOT NULL,
          KIND VARCHAR NOT NULL, SINCE TIMESTAMP NOT NULL)
        """);
  }

  /** Where a column of a SIGDS table stands. */
  public enum State {
    LIVE,
    /** The workbook no longer has it. */
    TRASHED,
    /** It holds the values from before the column got another kind; nothing brings it back. */
    RETYPED
  }

  /**
   * A column of a SIGDS table.
   *
   * @param place its name there while it is live
   * @param droppedAt since when it is no longer live, UTC
   */
  public record Entry(
      String place,
      String columnId,
      String name,
      Kind kind,
      State state,
      Optional<LocalDateTime> droppedAt) {
    /** Its name in the SIGDS table. */
    public String warehouseName() {
      return state == State.LIVE ? place : AWAY + place;
    }
  }

  /** All of the table, in the order in which they were made. */
  public static List<Entry> columns(Connection connection, UUID table) throws SQLException {
    List<Entry> columns = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT WAREHOUSE_NAME, COLUMN_ID, NAME, KIND, STATE, DROPPED_AT FROM MILLRACE_COLUMNS
            WHERE DS_ID = ? ORDER BY WAREHOUSE_NAME
            """)) {
      statement.setString(1, table.toString());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          columns.add(
              new Entry(
                  found.getString(1),
                  found.getString(2),
                  found.getString(3),
                  Kind.valueOf(found.getString(4)),
                  State.valueOf(found.getString(5)),
                  Optional.ofNullable(found.getObject(6, LocalDateTime.class))));
        }
      }
    }
    return columns;
  }

  public static Entry add(SchemaChanges schema, UUID table, Column column, String place)
      throws SQLException {
    schema.note(
        "INSERT INTO MILLRACE_COLUMNS VALUES (?, ?, ?, ?, ?, 'LIVE', NULL)",
        table.toString(),
        place,
        column.id(),
        column.name(),
        column.kind().name());
    return new Entry(
        place, column.id(), column.name(), column.kind(), State.LIVE, Optional.empty());
  }

  /** Notes what a column is called and where it stands now. */
  public static Entry update(
      SchemaChanges schema,
      UUID table,
      Entry before,
      String name,
      State state,
      Optional<LocalDateTime> droppedAt)
      throws SQLException {
    schema.note(
        """
        UPDATE MILLRACE_COLUMNS SET NAME = ?, STATE = ?, DROPPED_AT = CAST(? AS TIMESTAMP)
        WHERE DS_ID = ? AND WAREHOUSE_NAME = ?
        """,
        name,
        state.name(),
        droppedAt.orElse(null),
        table.toString(),
        before.place());
    return new Entry(before.place(), before.columnId(), name, before.kind(), state, droppedAt);
  }

  public static void forget(SchemaChanges schema, UUID table, Entry column) throws SQLException {
    schema.note(
        "DELETE FROM MILLRACE_COLUMNS WHERE DS_ID = ? AND WAREHOUSE_NAME = ?",
        table.toString(),
        column.place());
  }

  /** Which kind the columns had when, oldest first, by column id. */
  public static Map<String, List<KindSince>> kinds(Connection connection, UUID table)
      throws SQLException {
    Map<String, List<KindSince>> kinds = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT COLUMN_ID, AFTER_EDIT, KIND, SINCE FROM MILLRACE_COLUMN_KINDS
            WHERE DS_ID = ? ORDER BY AFTER_EDIT
            """)) {
      statement.setString(1, table.toString());
      try (ResultSet found = statement.executeQuery()) {
        while (found.next()) {
          kinds
              .computeIfAbsent(found.getString(1), id -> new ArrayList<>())
              .add(
                  new KindSince(
                      found.getLong(2),
                      Kind.valueOf(found.getString(3)),
                      found.getObject(4, LocalDateTime.class)));
        }
      }
    }
    return kinds;
  }

  /** Notes that values which are logged from now on are of that kind. */
  public static void kind(SchemaChanges schema, UUID table, String column, KindSince since)
      throws SQLException {
    schema.note(
        "DELETE FROM MILLRACE_COLUMN_KINDS WHERE DS_ID = ? AND COLUMN_ID = ? AND AFTER_EDIT = ?",
        table.toString(),
        column,
        since.afterEdit());
    schema.note(
        "INSERT INTO MILLRACE_COLUMN_KINDS VALUES (?, ?, ?, ?, ?)",
        table.toString(),
        column,
        since.afterEdit(),
        since.kind().name(),
        since.since());
  }
}
