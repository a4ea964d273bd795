package dev.millrace.warehouse.publish;

import dev.millrace.warehouse.InputTables.Published;
import dev.millrace.warehouse.TableChanges;
import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.TableFate;
import dev.millrace.warehouse.publish.PublishPlan.Leaving;
import dev.millrace.warehouse.publish.PublishPlan.TablePlan;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.ChangesAtOnce;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.access.Refusal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the warehouse hold the input tables of a workbook as it now defines them. Runs inside the
 * caller's transaction: all of it happens or none. Where there is none, new tables and columns are
 * made by saying it again: they are in the catalogue only once they are there.
 */
public final class TablePublisher {
  private final Session session;
  private final Connection connection;
  private final WarehouseSql sql;
  private final TrashTerm term;
  private final boolean ddl;

  /**
   * For one transaction.
   *
   * @param ddl whether it may make and alter tables
   */
  public TablePublisher(Session session, WarehouseSql sql, TrashTerm term, boolean ddl) {
    this.session = session;
    this.connection = session.connection();
    this.sql = sql;
    this.term = term;
    this.ddl = ddl;
  }

  /**
   * What was published, and how to reach it.
   *
   * @param head newest row of its log
   */
  public record Made(StoredTable table, Published published, EditLog.Head head) {}

  /**
   * What publishing came to.
   *
   * @param left tables of the workbook that are in the trash
   */
  public record Outcome(List<Made> tables, List<StoredTable> left, TableChanges publication) {}

  /** What publishing that would come to. Changes nothing. */
  public TableChanges preview(Request request) throws SQLException {
    PublishPlan plan = PublishPlan.of(connection, request, true, term);
    return new TableChanges(plan.publication().tables(), ddl ? Optional.empty() : script(plan));
  }

  /** What somebody else has to run before that plan can be carried out. */
  private Optional<String> script(PublishPlan plan) throws SQLException {
    plan.refuseRetypes();
    SchemaScript script = new SchemaScript(connection);
    TableShape shape = new TableShape(session, sql, script, term);
    for (Leaving table : plan.leaving()) {
      shape.leave(table);
    }
    for (TablePlan table : plan.tables()) {
      if (!table.unchanged()) {
        TableShape.createView(script, shape.shape(table));
      }
    }
    return script.text();
  }

  /**
   * Does it.
   *
   * @param whole whether tables that are not named leave the workbook
   * @throws Refusal {@code COLUMN_RETYPE_LOSES}, {@code VIEW_IN_USE}, {@code CSV_MISSING}, {@code
   *     CSV_UNREADABLE}, {@code CSV_COLUMN_MISSING}; without the right to make tables {@code
   *     DDL_NEEDED} with the script to run first, {@code RETYPE_NEEDS_DDL}
   */
  public Outcome publish(Request request, boolean whole) throws SQLException {
    sql.lockCatalogue(connection);
    sql.lockTables(
        session,
        TableCatalogue.ofWorkbook(connection, request.workbook()).stream()
            .map(entry -> entry.id().toString())
            .toList());
    PublishPlan plan = PublishPlan.of(connection, request, whole, term);
    if (!request.acceptLoss()) {
      plan.refuseLoss();
    }
    if (!ddl) {
      refuseIfNeeded(script(plan));
    }
    TableShape shape = new TableShape(session, sql, new ChangesAtOnce(connection, sql), term);
    for (Leaving table : plan.leaving()) {
      shape.leave(table);
    }
    List<Made> made = new ArrayList<>();
    Map<String, CsvLoad.Loaded> loaded = new HashMap<>();
    for (TablePlan table : plan.tables()) {
      Made one = make(shape, table);
      made.add(one);
      loaded.put(
          table.owner().element(),
          new CsvLoad.Loaded(one.published().rows(), one.published().badCells()));
    }
    return new Outcome(made, trashed(request), plan.publication(loaded));
  }

  /** Also those that a script, or another process, sent there. */
  private List<StoredTable> trashed(Request request) throws SQLException {
    return TableCatalogue.ofWorkbook(connection, request.workbook()).stream()
        .filter(entry -> entry.droppedAt().isPresent())
        .map(TableShape::stored)
        .toList();
  }

  private static void refuseIfNeeded(Optional<String> script) {
    if (script.isPresent()) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          "DDL_NEEDED",
          "Millrace may not make or alter tables in this warehouse. Let the owner of its schema run the script that comes with this answer, then publish again.",
          Map.of("script", script.get()));
    }
  }

  private Made make(TableShape shape, TablePlan plan) throws SQLException {
    StoredTable table = shape.shape(plan);
    boolean created = plan.fate() == TableFate.CREATED;
    long badCells = 0;
    if (plan.wanted().csv().isPresent() && (created || neverFilled(table, plan))) {
      badCells = new CsvLoad(session, sql, table, plan.wanted().csv().get()).run();
    }
    if (ddl) {
      TableShape.createView(new ChangesAtOnce(connection, sql), table);
    }
    StoredTable marked = table.withBadCells(TableCatalogue.hasBadCells(connection, table.id()));
    long rows = TableCatalogue.count(connection, table.table());
    return new Made(
        marked,
        new Published(table.id(), table.view(), table.log(), rows, created, badCells),
        new EditLog(connection, table).head());
  }

  /** A table that a script made has the rows of its file still to come. */
  private boolean neverFilled(StoredTable table, TablePlan plan) throws SQLException {
    return !ddl && plan.rows() == 0 && new EditLog(connection, table).head().equals(EditLog.START);
  }
}
