package dev.millrace.warehouse.publish;

import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.TableChanges;
import dev.millrace.warehouse.TableChanges.ColumnChange;
import dev.millrace.warehouse.TableChanges.ColumnFate;
import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.TableChange;
import dev.millrace.warehouse.TableChanges.TableFate;
import dev.millrace.warehouse.TableChanges.Wanted;
import dev.millrace.warehouse.publish.ColumnPlan.Step;
import dev.millrace.warehouse.sigds.ColumnCatalogue;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What publishing comes to: worked out before anything is changed, so that it can be shown and
 * refused.
 *
 * @param tables those of the workbook, in its order
 * @param leaving what the workbook no longer has
 */
record PublishPlan(List<TablePlan> tables, List<Leaving> leaving) {

  /**
   * One table.
   *
   * @param known as the catalogue has it; also if its time in the trash is over
   * @param changes of its columns, in words
   */
  record TablePlan(
      Wanted wanted,
      TableId owner,
      Optional<TableCatalogue.Entry> known,
      TableFate fate,
      ColumnPlan columns,
      long rows,
      List<ColumnChange> changes) {
    /** Whether it has its shape already. */
    boolean unchanged() {
      return fate == TableFate.KEPT && changes.isEmpty();
    }
  }

  /** A table that goes into the trash. */
  record Leaving(TableCatalogue.Entry entry, long rows) {}

  /**
   * Compares what is wanted with what is there.
   *
   * @param whole whether tables that are not wanted leave the workbook
   */
  static PublishPlan of(Connection connection, Request request, boolean whole, TrashTerm term)
      throws SQLException {
    Map<TableId, TableCatalogue.Entry> known = new LinkedHashMap<>();
    TableCatalogue.ofWorkbook(connection, request.workbook())
        .forEach(entry -> known.put(entry.owner(), entry));
    List<TablePlan> tables = new ArrayList<>();
    for (Wanted wanted : request.tables()) {
      TableId owner = new TableId(request.workbook(), wanted.table().id());
      tables.add(table(connection, wanted, owner, Optional.ofNullable(known.remove(owner)), term));
    }
    List<Leaving> leaving = new ArrayList<>();
    for (TableCatalogue.Entry entry : known.values()) {
      if (whole && entry.droppedAt().isEmpty()) {
        leaving.add(new Leaving(entry, TableCatalogue.count(connection, entry.table())));
      }
    }
    return new PublishPlan(List.copyOf(tables), List.copyOf(leaving));
  }

  private static TablePlan table(
      Connection connection,
      Wanted wanted,
      TableId owner,
      Optional<TableCatalogue.Entry> known,
      TrashTerm term)
      throws SQLException {
    List<Column> columns = wanted.table().columns();
    if (known.isEmpty() || term.over(known.get().droppedAt())) {
      ColumnPlan plan = ColumnPlan.of(columns, List.of(), entry -> false);
      return new TablePlan(wanted, owner, known, TableFate.CREATED, plan, 0, List.of());
    }
    TableCatalogue.Entry entry = known.get();
    ColumnPlan plan =
        ColumnPlan.of(
            columns,
            ColumnCatalogue.columns(connection, entry.id()),
            column -> !term.over(column.droppedAt()));
    return new TablePlan(
        wanted,
        owner,
        known,
        entry.droppedAt().isPresent() ? TableFate.RESTORED : TableFate.KEPT,
        plan,
        TableCatalogue.count(connection, entry.table()),
        changes(connection, entry, plan));
  }

  private static List<ColumnChange> changes(
      Connection connection, TableCatalogue.Entry table, ColumnPlan plan) throws SQLException {
    List<ColumnChange> changes = new ArrayList<>();
    for (Step step : plan.steps()) {
      String id = step.column().id();
      String name = step.column().name();
      switch (step) {
        case Step.Keep keep -> renamed(keep.column(), keep.entry()).ifPresent(changes::add);
        case Step.Add add -> changes.add(ColumnChange.of(id, name, ColumnFate.ADDED));
        case Step.Restore restore -> changes.add(ColumnChange.of(id, name, ColumnFate.RESTORED));
        case Step.Convert convert -> {
          renamed(convert.column(), convert.entry()).ifPresent(changes::add);
          TableChanges.Retype report =
              new Retyping(connection, table, convert.entry(), convert.column()).report();
          changes.add(
              new ColumnChange(
                  id, name, ColumnFate.RETYPED, Optional.empty(), Optional.of(report)));
        }
      }
    }
    plan.leaving()
        .forEach(entry ->
            changes.add(ColumnChange.of(entry.columnId(), entry.name(), ColumnFate.TRASHED)));
    return changes;
  }

  private static Optional<ColumnChange> renamed(Column column, ColumnCatalogue.Entry entry) {
    return entry.name().equals(column.name())
        ? Optional.empty()
        : Optional.of(
            new ColumnChange(
                column.id(),
                column.name(),
                ColumnFate.RENAMED,
                Optional.of(entry.name()),
                Optional.empty()));
  }

  /** The plan, in words. */
  TableChanges publication() {
    return publication(Map.of());
  }

  /**
   * What was done.
   *
   * @param loaded rows and bad cells of tables that were made, by element
   */
  TableChanges publication(Map<String, CsvLoad.Loaded> loaded) {
    List<TableChange> all = new ArrayList<>();
    for (TablePlan table : tables) {
      String element = table.owner().element();
      CsvLoad.Loaded rows = loaded.getOrDefault(element, new CsvLoad.Loaded(table.rows(), 0));
      all.add(
          new TableChange(element, table.fate(), rows.rows(), rows.badCells(), table.changes()));
    }
    for (Leaving table : leaving) {
      all.add(
          new TableChange(
              table.entry().owner().element(), TableFate.TRASHED, table.rows(), 0, List.of()));
    }
    return new TableChanges(all, Optional.empty());
  }

  /**
   * Says no if values would go.
   *
   * @throws Refusal {@code COLUMN_RETYPE_LOSES}
   */
  void refuseLoss() {
    long lost = publication().lost();
    if (lost > 0) {
      throw Refusal.of(
          Refusal.Kind.CONFLICT,
          "COLUMN_RETYPE_LOSES",
          "%,d values do not fit the new types of their columns. Correct them, keep the types, or accept the loss: their cells become empty, or hold what fits, and what was given is kept beside them."
              .formatted(lost),
          Map.of("columns", losses()));
    }
  }

  /**
   * Says no if columns get another type, whose values only Millrace itself can convert.
   *
   * @throws Refusal {@code RETYPE_NEEDS_DDL}
   */
  void refuseRetypes() {
    for (TablePlan table : tables) {
      for (ColumnChange change : table.changes()) {
        if (change.retype().isPresent()) {
          throw Refusal.of(
              Refusal.Kind.CONFLICT,
              "RETYPE_NEEDS_DDL",
              "Column '%s' of '%s' cannot get another type where Millrace may not alter tables. Give the new column an id of its own, or let Millrace alter tables for a while."
                  .formatted(change.column(), table.owner().element()));
        }
      }
    }
  }

  private List<Map<String, Object>> losses() {
    List<Map<String, Object>> losses = new ArrayList<>();
    for (TablePlan table : tables) {
      for (ColumnChange change : table.changes()) {
        change
            .retype()
            .filter(retype -> retype.lost() > 0)
            .map(retype -> loss(table.owner().element(), change.column(), retype))
            .ifPresent(losses::add);
      }
    }
    return losses;
  }

  private static Map<String, Object> loss(
      String element, String column, TableChanges.Retype retype) {
    Map<String, Object> loss = new HashMap<>();
    loss.put("table", element);
    loss.put("column", column);
    loss.put("from", word(retype.from()));
    loss.put("to", word(retype.to()));
    loss.put("cells", retype.cells());
    loss.put("lost", retype.lost());
    loss.put(
        "first",
        retype.first().stream()
            .map(one -> Map.of("row", one.row(), "given", one.given(), "reason", one.reason()))
            .toList());
    return loss;
  }

  /** As workbook files write it. */
  private static String word(Column.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
