package dev.millrace.warehouse.write;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Version;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.cell.CellException;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.cell.Defaults;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.write.PreparedChange.Kind;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.TableRules.Entry;
import dev.millrace.workbook.rule.CellRules;
import dev.millrace.workbook.rule.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a change with the defaults that new ones get, and the first rule that refuses them
 * whatever else the table holds.
 */
record Completed(List<PreparedRow> rows, Optional<Refused> broken) {
  static Completed of(
      Change change, StoredTable table, List<PreparedRow> given, Defaults.NewRow defaults) {
    Optional<Refused> broken = ofTable(change, table);
    List<PreparedRow> rows = new ArrayList<>(given.size());
    for (PreparedRow row : given) {
      int index = rows.size();
      if (broken.isEmpty()) {
        broken = guarded(change, table, row, index);
      }
      Filled filled =
          row.kind() == Kind.INSERT
              ? filled(table, row, defaults)
              : Filled.as(withNew(table, row, defaults));
      if (broken.isEmpty()) {
        broken =
            filled.failed().isPresent()
                ? filled.failed().map(unfit -> unfit.at(index))
                : cells(table, filled.row(), index);
      }
      rows.add(filled.row());
    }
    return new Completed(List.copyOf(rows), broken);
  }

  /** What is said of a column's cell, for people who know the column by its name. */
  static String message(Column column, String sentence) {
    return "Column '%s': %s".formatted(column.name(), sentence);
  }

  private static Optional<Refused> ofTable(Change change, StoredTable table) {
    Entry entry = table.rules().entry();
    boolean draft = change.origin().version() == Version.DRAFT;
    if (entry == (draft ? Entry.PUBLISHED : Entry.DRAFT)) {
      return Optional.of(
          new Refused(
              "ENTRY_NOT_ALLOWED",
              -1,
              "",
              "Rows of '%s' are entered in the %s of the workbook only."
                  .formatted(table.owner().element(), draft ? "published version" : "draft")));
    }
    return bulk(change, table, change.rows().size());
  }

  /** Why the change may not touch so many rows. */
  static Optional<Refused> bulk(Change change, StoredTable table, int rows) {
    return table.rules().bulk() || rows <= 1 || change.origin().actor() != ActorKind.PERSON
        ? Optional.empty()
        : Optional.of(
            new Refused(
                "BULK_NOT_ALLOWED",
                -1,
                "",
                "'%s' takes one row at a time from people; this change has %,d."
                    .formatted(table.owner().element(), rows)));
  }

  /** An upsert with the row that it makes if it finds none. */
  private static PreparedRow withNew(StoredTable table, PreparedRow row, Defaults.NewRow defaults) {
    if (row.search().flatMap(Search::orNew).isEmpty()) {
      return row;
    }
    Filled filled = filled(table, row, defaults);
    Optional<Refused> broken =
        filled.failed().isPresent()
            ? filled.failed().map(unfit -> unfit.at(row.at()))
            : cells(table, filled.row(), row.at());
    return new PreparedRow(
        row.at(),
        row.kind(),
        row.row(),
        row.seenVersion(),
        row.values(),
        row.search()
            .map(search ->
                new Search(
                    search.found(),
                    search.many(),
                    Optional.of(new Search.NewRow(filled.row().values(), broken)))));
  }

  private static Optional<Refused> guarded(
      Change change, StoredTable table, PreparedRow row, int index) {
    if (change.origin().actor() == ActorKind.SEQUENCE) {
      return Optional.empty();
    }
    return row.values().keySet().stream()
        .flatMap(id -> table.column(id).stream())
        .map(StoredColumn::column)
        .filter(Column::isProtected)
        .findFirst()
        .map(column ->
            new Refused(
                "COLUMN_PROTECTED",
                index,
                column.id(),
                message(column, "It is protected: only sequences write it. Leave it out.")));
  }

  private static Optional<Refused> cells(StoredTable table, PreparedRow row, int index) {
    for (Map.Entry<String, @Nullable Object> cell : row.values().entrySet()) {
      StoredColumn stored = table.column(cell.getKey()).orElse(null);
      if (stored != null) {
        Column column = stored.column();
        Optional<Violation> violation =
            CellRules.check(column, CellReader.kept(column, cell.getValue()));
        if (violation.isPresent()) {
          return Optional.of(
              new Refused(
                  violation.get().code(),
                  index,
                  column.id(),
                  message(column, violation.get().message())));
        }
      }
    }
    return Optional.empty();
  }

  /** A default that could not be had. */
  private record Unfit(Column column, CellException why) {
    Refused at(int index) {
      return new Refused(
          why.code(), index, column.id(), message(column, String.valueOf(why.getMessage())));
    }
  }

  private record Filled(PreparedRow row, Optional<Unfit> failed) {
    static Filled as(PreparedRow row) {
      return new Filled(row, Optional.empty());
    }
  }

  /** A value for every column: given, the default, or nothing. */
  private static Filled filled(StoredTable table, PreparedRow row, Defaults.NewRow defaults) {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(row.values());
    Optional<Unfit> failed = Optional.empty();
    for (StoredColumn stored : table.columns()) {
      Column column = stored.column();
      if (!all.containsKey(column.id())) {
        Object value = null;
        try {
          value = defaults.of(column);
        } catch (CellException e) {
          failed = failed.or(() -> Optional.of(new Unfit(column, e)));
        }
        all.put(column.id(), value);
      }
    }
    return new Filled(
        new PreparedRow(row.at(), row.kind(), row.row(), row.seenVersion(), all), failed);
  }
}
