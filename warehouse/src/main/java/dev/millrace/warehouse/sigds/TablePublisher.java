package dev.millrace.warehouse.sigds;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.InputTables.Published;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.SystemColumn;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Makes the warehouse hold an input table as the workbook now defines it. Runs inside the caller's
 * transaction: all of it happens or none.
 */
public final class TablePublisher {
  private TablePublisher() {}

  /** Makes what every warehouse has once. */
  public static void prepare(Connection connection, WarehouseSql sql) throws SQLException {
    sql.lockCatalogue(connection);
    TableCatalogue.create(connection);
  }

  /**
   * What was published, and how to reach it.
   *
   * @param head newest row of its log
   */
  public record Outcome(StoredTable table, Published published, EditLog.Head head) {}

  /**
   * Creates the table or brings it up to date.
   *
   * @throws Refusal {@code COLUMN_RETYPED}, {@code CSV_MISSING}, {@code CSV_UNREADABLE}, {@code
   *     CSV_COLUMN_MISSING}
   */
  public static Outcome publish(
      Session session,
      WarehouseSql sql,
      String workbook,
      Element.InputTable element,
      Optional<Path> csv)
      throws SQLException {
    Connection connection = session.connection();
    sql.lockCatalogue(connection);
    TableId owner = new TableId(workbook, element.id());
    Optional<TableCatalogue.Entry> known = TableCatalogue.find(connection, owner);
    TableCatalogue.Entry entry =
        known.isPresent()
            ? known.get()
            : create(connection, owner, List.of(element.id(), workbook + "_" + element.id()));
    StoredTable table =
        new StoredTable(
            entry.id(),
            owner,
            entry.table(),
            entry.log(),
            entry.view(),
            bringUpColumns(connection, entry, element.columns()),
            element.rules());
    long badCells = 0;
    if (known.isEmpty() && csv.isPresent()) {
      badCells = new CsvLoad(session, sql, table, csv.get()).run();
    }
    createView(connection, sql, table);
    long rows = TableCatalogue.count(connection, table.table());
    return new Outcome(
        table,
        new Published(table.id(), table.view(), table.log(), rows, known.isEmpty(), badCells),
        new EditLog(connection, table).head());
  }

  private static TableCatalogue.Entry create(
      Connection connection, TableId owner, List<String> viewNames) throws SQLException {
    TableCatalogue.Entry entry = TableCatalogue.add(connection, owner, viewNames);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE %s (
            "ID" VARCHAR PRIMARY KEY, "CREATED_AT" TIMESTAMP NOT NULL,
            "CREATED_BY" VARCHAR NOT NULL, "UPDATED_AT" TIMESTAMP NOT NULL,
            "UPDATED_BY" VARCHAR NOT NULL, "ROW_VERSION" BIGINT NOT NULL)
          """
              .formatted(quote(entry.table())));
      statement.execute(
          """
          CREATE TABLE %s (
            "EDIT_NUM" BIGINT PRIMARY KEY, "DS_ID" VARCHAR NOT NULL,
            "CHANGE_ID" VARCHAR NOT NULL UNIQUE, "EDIT" JSON NOT NULL, "METADATA" JSON NOT NULL,
            "TIMESTAMP" TIMESTAMP NOT NULL, "EDIT_HASH" VARCHAR NOT NULL,
            "PREVIOUS_HASH" VARCHAR NOT NULL, "HASH" VARCHAR NOT NULL)
          """
              .formatted(quote(entry.log())));
    }
    return entry;
  }

  private static List<StoredColumn> bringUpColumns(
      Connection connection, TableCatalogue.Entry entry, List<Column> columns) throws SQLException {
    Map<String, TableCatalogue.StoredName> known = TableCatalogue.columns(connection, entry.id());
    int next = known.size() + 1;
    List<StoredColumn> stored = new ArrayList<>();
    for (Column column : columns) {
      TableCatalogue.StoredName name = known.get(column.id());
      if (name == null) {
        name = new TableCatalogue.StoredName("C%04d".formatted(next), SqlNames.type(column.kind()));
        next++;
        TableCatalogue.addColumn(connection, entry.id(), column, name.warehouseName());
        try (Statement statement = connection.createStatement()) {
          statement.execute(
              "ALTER TABLE %s ADD COLUMN %s %s"
                  .formatted(quote(entry.table()), quote(name.warehouseName()), name.sqlType()));
        }
      } else if (!name.sqlType().equals(SqlNames.type(column.kind()))) {
        throw Refusal.of(
            Refusal.Kind.CONFLICT,
            "COLUMN_RETYPED",
            "Column '%s' of '%s' holds values of another type. Give the new column an id of its own; the old one keeps its values."
                .formatted(column.id(), entry.view()),
            Map.of("column", column.id()));
      }
      stored.add(new StoredColumn(column, name.warehouseName()));
    }
    return stored;
  }

  private static void createView(Connection connection, WarehouseSql sql, StoredTable table)
      throws SQLException {
    String columns =
        Stream.concat(
                table.columns().stream()
                    .map(column ->
                        quote(column.warehouseName()) + " AS " + quote(column.column().name())),
                Arrays.stream(SystemColumn.values()).map(column -> quote(column.name())))
            .collect(joining(", "));
    sql.replaceView(
        connection, table.view(), "SELECT %s FROM %s".formatted(columns, quote(table.table())));
  }
}
