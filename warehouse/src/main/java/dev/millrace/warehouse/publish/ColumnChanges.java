package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.publish.ColumnPlan.Step;
import dev.millrace.warehouse.sigds.ColumnCatalogue;
import dev.millrace.warehouse.sigds.ColumnCatalogue.Entry;
import dev.millrace.warehouse.sigds.ColumnCatalogue.State;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable.KindSince;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.SchemaChanges;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the columns of a SIGDS table what a plan says. */
final class ColumnChanges {
  private final Session session;
  private final Connection connection;
  private final WarehouseSql sql;
  private final SchemaChanges schema;
  private final TableCatalogue.Entry table;
  private final TrashTerm term;
  private final EditLog.Head head;
  private int places;

  /**
   * @param head newest row of the table's log
   */
  ColumnChanges(
      Session session,
      WarehouseSql sql,
      SchemaChanges schema,
      TableCatalogue.Entry table,
      TrashTerm term,
      EditLog.Head head) {
    this.session = session;
    this.connection = session.connection();
    this.sql = sql;
    this.schema = schema;
    this.table = table;
    this.term = term;
    this.head = head;
  }

  /** Gives the columns of the workbook, in its order. */
  List<StoredColumn> make(ColumnPlan plan) throws SQLException {
    places =
        ColumnCatalogue.columns(connection, table.id()).stream()
            .mapToInt(entry -> Integer.parseInt(entry.place().substring(1)))
            .max()
            .orElse(0);
    for (Entry entry : plan.leaving()) {
      putAway(entry, State.TRASHED);
    }
    List<Entry> made = new ArrayList<>();
    for (Step step : plan.steps()) {
      made.add(make(step));
    }
    Map<String, List<KindSince>> kinds = ColumnCatalogue.kinds(connection, table.id());
    List<StoredColumn> columns = new ArrayList<>();
    for (int i = 0; i < made.size(); i++) {
      Column column = plan.steps().get(i).column();
      columns.add(
          new StoredColumn(
              column, made.get(i).warehouseName(), kinds.getOrDefault(column.id(), List.of())));
    }
    return columns;
  }

  private Entry make(Step step) throws SQLException {
    return switch (step) {
      case Step.Keep keep ->
          keep.entry().name().equals(keep.column().name())
              ? keep.entry()
              : live(keep.entry(), keep.column());
      case Step.Add add -> add(add.column());
      case Step.Restore restore -> {
        Entry back = live(restore.entry(), restore.column());
        rename(restore.entry().warehouseName(), back.warehouseName());
        noteKind(restore.column());
        yield back;
      }
      case Step.Convert convert -> {
        Entry converted = add(convert.column());
        new Retyping(connection, table, convert.entry(), convert.column())
            .run(session, sql, converted.warehouseName());
        putAway(convert.entry(), State.RETYPED);
        yield converted;
      }
    };
  }

  private Entry add(Column column) throws SQLException {
    places++;
    String place = "C%04d".formatted(places);
    schema.run(
        "ALTER TABLE %s ADD COLUMN IF NOT EXISTS %s %s"
            .formatted(quote(table.table()), quote(place), SqlNames.type(column.kind())));
    Entry added = ColumnCatalogue.add(schema, table.id(), column, place);
    noteKind(column);
    return added;
  }

  private Entry live(Entry entry, Column column) throws SQLException {
    return ColumnCatalogue.update(
        schema, table.id(), entry, column.name(), State.LIVE, Optional.empty());
  }

  private void putAway(Entry entry, State state) throws SQLException {
    Entry away =
        ColumnCatalogue.update(
            schema, table.id(), entry, entry.name(), state, Optional.of(term.now()));
    rename(entry.warehouseName(), away.warehouseName());
  }

  private void rename(String from, String to) throws SQLException {
    schema.run(
        "ALTER TABLE %s RENAME COLUMN %s TO %s"
            .formatted(quote(table.table()), quote(from), quote(to)));
  }

  private void noteKind(Column column) throws SQLException {
    ColumnCatalogue.kind(
        schema,
        table.id(),
        column.id(),
        new KindSince(head.editNumber(), column.kind(), term.now()));
  }
}
