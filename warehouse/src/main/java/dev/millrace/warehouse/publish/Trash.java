package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.InputTables.Trashed;
import dev.millrace.warehouse.InputTables.TrashedColumn;
import dev.millrace.warehouse.sigds.ColumnCatalogue;
import dev.millrace.warehouse.sigds.ColumnCatalogue.State;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.ChangesAtOnce;
import dev.millrace.warehouse.sql.SchemaChanges;
import dev.millrace.warehouse.sql.WarehouseSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tables and columns that left their workbook. */
public final class Trash {
  private Trash() {}

  /** What can still come back, the newest first. */
  public static List<Trashed> list(Connection connection, TrashTerm term) throws SQLException {
    List<Trashed> all = new ArrayList<>();
    for (TableCatalogue.Entry table : TableCatalogue.all(connection)) {
      table
          .droppedAt()
          .filter(at -> !term.over(Optional.of(at)))
          .ifPresent(at -> all.add(trashed(table, Optional.empty(), at, term)));
      for (ColumnCatalogue.Entry column : ColumnCatalogue.columns(connection, table.id())) {
        column
            .droppedAt()
            .filter(at -> column.state() == State.TRASHED && !term.over(Optional.of(at)))
            .ifPresent(at -> all.add(trashed(table, Optional.of(column), at, term)));
      }
    }
    all.sort(Comparator.comparing(Trashed::at).reversed());
    return all;
  }

  private static Trashed trashed(
      TableCatalogue.Entry table,
      Optional<ColumnCatalogue.Entry> column,
      LocalDateTime at,
      TrashTerm term) {
    return new Trashed(
        table.owner().workbook(),
        table.owner().element(),
        column.map(one -> new TrashedColumn(one.columnId(), one.name(), one.kind())),
        at.toInstant(ZoneOffset.UTC),
        term.end(at).toInstant(ZoneOffset.UTC));
  }

  /**
   * Something whose time is over.
   *
   * @param column its name in the catalogue; empty for a whole table
   */
  public record Overdue(TableCatalogue.Entry table, Optional<String> column) {
    /** How the warehouse calls it. */
    public String name() {
      return column.map(place -> table.table() + "." + place).orElse(table.table());
    }
  }

  /** What is to be dropped for good. */
  public static List<Overdue> overdue(Connection connection, TrashTerm term) throws SQLException {
    List<Overdue> all = new ArrayList<>();
    for (TableCatalogue.Entry table : TableCatalogue.all(connection)) {
      if (term.over(table.droppedAt())) {
        all.add(new Overdue(table, Optional.empty()));
      } else {
        for (ColumnCatalogue.Entry column : ColumnCatalogue.columns(connection, table.id())) {
          if (term.over(column.droppedAt())) {
            all.add(new Overdue(table, Optional.of(column.place())));
          }
        }
      }
    }
    return all;
  }

  /** Drops it, unless somebody took it out of the trash or dropped it meanwhile. */
  public static boolean drop(
      Connection connection, WarehouseSql sql, Overdue overdue, TrashTerm term)
      throws SQLException {
    sql.lockCatalogue(connection);
    if (!overdue(connection, term).contains(overdue)) {
      return false;
    }
    SchemaChanges schema = new ChangesAtOnce(connection, sql);
    if (overdue.column().isEmpty()) {
      drop(schema, overdue.table());
      return true;
    }
    List<ColumnCatalogue.Entry> columns = ColumnCatalogue.columns(connection, overdue.table().id());
    for (ColumnCatalogue.Entry column : columns) {
      if (column.place().equals(overdue.column().get())) {
        drop(schema, overdue.table(), column, columns);
      }
    }
    return true;
  }

  private static void drop(
      SchemaChanges schema,
      TableCatalogue.Entry table,
      ColumnCatalogue.Entry column,
      List<ColumnCatalogue.Entry> columns)
      throws SQLException {
    schema.run(
        "ALTER TABLE %s DROP COLUMN %s"
            .formatted(quote(table.table()), quote(column.warehouseName())));
    ColumnCatalogue.forget(schema, table.id(), column);
    boolean last =
        columns.stream().filter(one -> one.columnId().equals(column.columnId())).count() == 1;
    if (last) {
      schema.note(
          "DELETE FROM MILLRACE_BAD_CELLS WHERE DS_ID = ? AND COLUMN_ID = ?",
          table.id().toString(),
          column.columnId());
    }
  }

  /** Drops rows and log of a table whose view is gone. */
  static void drop(SchemaChanges schema, TableCatalogue.Entry table) throws SQLException {
    schema.run("DROP TABLE " + quote(table.table()));
    schema.run("DROP TABLE " + quote(table.log()));
    TableCatalogue.forget(schema, table);
  }
}
