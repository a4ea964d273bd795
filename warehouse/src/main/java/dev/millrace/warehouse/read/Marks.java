package dev.millrace.warehouse.read;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.ElementRows.Mark;
import dev.millrace.warehouse.cell.CellException;
import dev.millrace.warehouse.cell.CellReader;
import dev.millrace.warehouse.rule.HeldValues;
import dev.millrace.warehouse.rule.RowRules;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.ValuesFrom;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.rule.CellRules;
import dev.millrace.workbook.rule.Violation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the cells of some rows that break the rules of their table as they are now. */
final class Marks {
  private final Formulas formulas;
  private final Function<TableId, StoredTable> tables;
  private final Queries queries;
  private final Dialect dialect;

  Marks(
      Formulas formulas, Dialect dialect, Function<TableId, StoredTable> tables, Queries queries) {
    this.dialect = dialect;
    this.formulas = formulas;
    this.tables = tables;
    this.queries = queries;
  }

  /**
   * Marks by row id.
   *
   * @param rows by row id, the values of the element's columns by column id as they are stored
   */
  Map<String, List<Mark>> of(
      StoredTable table,
      Element.InputTable element,
      Map<String, Map<String, @Nullable Object>> rows) {
    OfRows found = new OfRows(table, element);
    rows.forEach(found::cells);
    if (!rows.isEmpty() && found.needsMore()) {
      queries.reading(connection -> {
        found.compare(connection);
        if (table.badCells()) {
          found.badCells(connection, List.copyOf(rows.keySet()));
        }
        return true;
      });
    }
    found.rowRules();
    return found.marks();
  }

  /** The marks of some rows of one table; of several for a cell the first counts. */
  private final class OfRows {
    private final StoredTable table;
    private final Element.InputTable element;
    private final Map<String, Map<String, @Nullable Object>> values = new LinkedHashMap<>();
    private final Map<String, Map<String, Mark>> cells = new HashMap<>();
    private final Map<String, List<Mark>> wholeRows = new HashMap<>();

    OfRows(StoredTable table, Element.InputTable element) {
      this.table = table;
      this.element = element;
    }

    void cells(String row, Map<String, @Nullable Object> stored) {
      Map<String, @Nullable Object> typed = new HashMap<>();
      values.put(row, typed);
      for (Column column : element.columns()) {
        Object held = stored.get(column.id());
        try {
          Object value = CellReader.read(column, held);
          typed.put(column.id(), value);
          CellRules.check(column, value)
              .ifPresent(why -> mark(row, column, why.code(), why.message(), null));
        } catch (CellException e) {
          mark(row, column, e.code(), String.valueOf(e.getMessage()), String.valueOf(held));
        }
      }
    }

    private void mark(
        String row, Column column, String code, String message, @Nullable String given) {
      cells
          .computeIfAbsent(row, key -> new LinkedHashMap<>())
          .putIfAbsent(
              column.id(), new Mark(column.id(), code, message, Optional.ofNullable(given)));
    }

    /** Whether the rows alone do not tell. */
    boolean needsMore() {
      return table.badCells()
          || element.columns().stream()
              .map(Column::rules)
              .anyMatch(rules -> rules.unique() || rules.valuesFrom().isPresent());
    }

    void compare(Connection connection) throws SQLException {
      for (Column column : element.columns()) {
        if (column.rules().unique()) {
          HeldValues held = held(connection, table.owner(), column.id(), column);
          markWhere(
              column, value -> held.count(value) > 1, "VALUE_TAKEN", "Other rows have it too.");
        }
        Optional<ValuesFrom> from = column.rules().valuesFrom();
        if (from.isPresent()) {
          TableId source = new TableId(table.owner().workbook(), from.get().element());
          HeldValues held = held(connection, source, from.get().column(), column);
          markWhere(
              column,
              value -> held.count(value) == 0,
              "VALUE_NOT_ALLOWED",
              "It is none of the values of '%s' in '%s'."
                  .formatted(from.get().column(), from.get().element()));
        }
      }
    }

    private HeldValues held(Connection connection, TableId source, String columnId, Column column)
        throws SQLException {
      List<Object> wanted = new ArrayList<>();
      values.values().forEach(row -> wanted.addAll(single(row.get(column.id()))));
      StoredTable held = tables.apply(source);
      Optional<StoredColumn> place = held.column(columnId);
      HeldValues values = new HeldValues(dialect);
      if (place.isPresent()) {
        values.look(connection, held, place.get(), wanted);
      }
      return values;
    }

    private void markWhere(
        Column column, Function<Object, Boolean> broken, String code, String message) {
      values.forEach((row, cells) -> {
        if (single(cells.get(column.id())).stream().anyMatch(broken::apply)) {
          mark(row, column, code, message, null);
        }
      });
    }

    private static List<?> single(@Nullable Object value) {
      return switch (value) {
        case null -> List.of();
        case List<?> choices -> choices;
        default -> List.of(value);
      };
    }

    /** What was given for cells that are still empty; it says more than that they are empty. */
    void badCells(Connection connection, List<String> rows) throws SQLException {
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT ROW_ID, COLUMN_ID, GIVEN FROM MILLRACE_BAD_CELLS WHERE DS_ID = ? AND ROW_ID IN (%s)"
                  .formatted(String.join(", ", Collections.nCopies(rows.size(), "?"))))) {
        statement.setString(1, table.id().toString());
        for (int i = 0; i < rows.size(); i++) {
          statement.setString(i + 2, rows.get(i));
        }
        try (ResultSet bad = statement.executeQuery()) {
          while (bad.next()) {
            badCell(bad.getString(1), bad.getString(2), bad.getString(3));
          }
        }
      }
    }

    private void badCell(String row, String columnId, String given) {
      Column column = element.column(columnId).orElse(null);
      Map<String, @Nullable Object> held = values.get(row);
      if (column != null && held != null && held.get(columnId) == null) {
        cells.computeIfAbsent(row, key -> new LinkedHashMap<>()).remove(columnId);
        mark(row, column, "VALUE_TYPE", "What was given is no %s.".formatted(named(column)), given);
      }
    }

    private static String named(Column column) {
      return switch (column.kind()) {
        case NUMBER -> "number";
        case DATE, DATETIME -> "date";
        case CHECKBOX -> "true or false";
        case MULTI_SELECT -> "list of texts";
        case TEXT, SINGLE_SELECT -> "text";
      };
    }

    void rowRules() {
      RowRules rules = new RowRules(formulas, element.columns(), element.rules().rows());
      LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
      for (Map.Entry<String, Map<String, @Nullable Object>> row : values.entrySet()) {
        rules
            .broken(row.getValue(), Optional.empty(), now)
            .forEach(broken -> mark(row.getKey(), broken.getKey(), broken.getValue()));
      }
    }

    /** A rule of the row as a whole stands beside those of its cells. */
    private void mark(String row, String columnId, Violation why) {
      Optional<Column> column = element.column(columnId);
      if (column.isPresent()) {
        mark(row, column.get(), why.code(), why.message(), null);
      } else {
        wholeRows
            .computeIfAbsent(row, key -> new ArrayList<>())
            .add(new Mark("", why.code(), why.message(), Optional.empty()));
      }
    }

    Map<String, List<Mark>> marks() {
      Map<String, List<Mark>> marks = new HashMap<>();
      values
          .keySet()
          .forEach(row -> {
            List<Mark> all = new ArrayList<>(cells.getOrDefault(row, Map.of()).values());
            all.addAll(wholeRows.getOrDefault(row, List.of()));
            if (!all.isEmpty()) {
              marks.put(row, all);
            }
          });
      return marks;
    }
  }
}
