package dev.millrace.warehouse.write;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.SqlStatement;
import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.Change.Found;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.rule.HeldValues;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sql.InList;
import dev.millrace.warehouse.write.PreparedChange.Kind;
import dev.millrace.warehouse.write.PreparedChange.PreparedRow;
import dev.millrace.workbook.access.Viewers;
import dev.millrace.workbook.model.SystemColumn;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the rows that a change names by what they hold, in the tables as the transaction has made
 * them so far.
 */
final class RowSearch {
  /** Keys in one statement. */
  private static final int LOOK_UP = 1_000;

  private static final int TIMEOUT_SECONDS = 30;

  private final Connection connection;
  private final Rulebook rulebook;

  RowSearch(Connection connection, Rulebook rulebook) {
    this.connection = connection;
    this.rulebook = rulebook;
  }

  /** The change with its rows, or why there is none. */
  PreparedChange.Outcome find(PreparedChange change) throws SQLException {
    Map<Found.ByKey, List<String>> keys = keyed(change);
    Finds finds = new Finds(change);
    for (PreparedRow row : change.rows()) {
      Optional<Refused> refused;
      try {
        refused = row.search().isEmpty() ? finds.add(row) : add(finds, row, keys);
      } catch (FormulaException e) {
        refused =
            Optional.of(
                new Refused(
                    e.problem().code().name(), row.at(), "", String.valueOf(e.getMessage())));
      }
      if (refused.isPresent()) {
        return new PreparedChange.Outcome(Optional.empty(), refused);
      }
    }
    return finds.outcome();
  }

  private Optional<Refused> add(Finds finds, PreparedRow row, Map<Found.ByKey, List<String>> keys)
      throws SQLException {
    Search search = row.search().orElseThrow();
    List<String> ids =
        switch (search.found()) {
          case Found.ByKey key -> keys.getOrDefault(key, List.of());
          case Found.ByFormula formula -> matching(finds.change, formula);
        };
    return finds.add(row, search, ids);
  }

  /** The rows of a change, as they are found. */
  private static final class Finds {
    private final PreparedChange change;
    private final List<PreparedRow> rows = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Set<Found> fresh = new HashSet<>();

    Finds(PreparedChange change) {
      this.change = change;
    }

    Optional<Refused> add(PreparedRow row) {
      rows.add(row);
      if (!ids.add(row.row())) {
        return refused("ROW_TWICE", row, "The change names a row more than once.");
      }
      return rows.size() > Change.MAX_ROWS
          ? refused(
              "CHANGE_SIZE",
              row,
              "A change has at most %,d rows; this one finds more.".formatted(Change.MAX_ROWS))
          : Optional.empty();
    }

    Optional<Refused> add(PreparedRow row, Search search, List<String> found) {
      if (!search.many() && found.size() > 1) {
        return refused(
            "ROW_AMBIGUOUS",
            row,
            "%,d rows are like this and the change is for one; nothing was changed."
                .formatted(found.size()));
      }
      if (found.isEmpty() && search.orNew().isPresent()) {
        return insert(row, search);
      }
      if (found.isEmpty() && !search.many()) {
        return refused("ROW_NOT_FOUND", row, "No row is like this; nothing was changed.");
      }
      return found.stream().map(id -> add(row.in(id))).flatMap(Optional::stream).findFirst();
    }

    private Optional<Refused> insert(PreparedRow row, Search search) {
      Search.NewRow made = search.orNew().orElseThrow();
      if (made.broken().isPresent()) {
        return made.broken();
      }
      if (!fresh.add(search.found())) {
        return refused("ROW_TWICE", row, "The change makes two rows with the same key.");
      }
      return add(
          new PreparedRow(row.at(), Kind.INSERT, row.row(), OptionalLong.empty(), made.values()));
    }

    private static Optional<Refused> refused(String code, PreparedRow row, String message) {
      return Optional.of(new Refused(code, row.at(), "", message));
    }

    PreparedChange.Outcome outcome() {
      Optional<Refused> bulk = Completed.bulk(change.change(), change.table(), rows.size());
      return new PreparedChange.Outcome(
          bulk.isPresent() ? Optional.empty() : Optional.of(change.found(List.copyOf(rows))), bulk);
    }
  }

  /** Rows for which the formula is true: one more than a change may have, if there are so many. */
  private List<String> matching(PreparedChange change, Found.ByFormula formula)
      throws SQLException {
    List<Formula> asking = new ArrayList<>(List.of(formula.condition()));
    formula.computed().forEach(column -> asking.add(column.formula()));
    formula
        .lookedUp()
        .forEach(other -> other.formulas().forEach(column -> asking.add(column.formula())));
    ElementQuery query =
        new ElementQuery(
                change.table().source(),
                formula.computed(),
                Optional.of(formula.condition()),
                List.of(new ElementQuery.Sort(SystemColumn.ID.name(), false)),
                Optional.of(new ElementQuery.Page(0, Change.MAX_ROWS + 1)),
                Viewers.with(formula.parameters(), asking, change.author()),
                List.of(SystemColumn.ID.name()),
                StoredTable.ORDER,
                List.of())
            .with(
                StoredTable.elements(
                    change.table().owner().workbook(), formula.lookedUp(), this::table));
    SqlStatement statement = rulebook.formulas().translate(query, rulebook.dialect());
    List<String> ids = new ArrayList<>();
    try (PreparedStatement prepared = connection.prepareStatement(statement.text())) {
      prepared.setQueryTimeout(TIMEOUT_SECONDS);
      int at = 1;
      for (Object parameter : statement.parameters()) {
        prepared.setObject(at, parameter);
        at++;
      }
      try (ResultSet found = prepared.executeQuery()) {
        while (found.next()) {
          ids.add(found.getString(1));
        }
      }
    }
    return ids;
  }

  private StoredTable table(TableId id) {
    return rulebook
        .tables()
        .apply(id)
        .orElseThrow(() -> new IllegalStateException("No published table " + id));
  }

  /** The rows of every key; keys over the same columns are looked up together. */
  private Map<Found.ByKey, List<String>> keyed(PreparedChange change) throws SQLException {
    Map<List<String>, List<Found.ByKey>> byColumns = new LinkedHashMap<>();
    change.rows().stream()
        .flatMap(row -> row.search().stream())
        .flatMap(
            search -> search.found() instanceof Found.ByKey key ? Stream.of(key) : Stream.empty())
        .distinct()
        .forEach(key ->
            byColumns
                .computeIfAbsent(List.copyOf(key.values().keySet()), columns -> new ArrayList<>())
                .add(key));
    Map<Found.ByKey, List<String>> found = new HashMap<>();
    for (Map.Entry<List<String>, List<Found.ByKey>> columns : byColumns.entrySet()) {
      List<StoredColumn> stored =
          columns.getKey().stream().map(id -> change.table().column(id).orElseThrow()).toList();
      List<Found.ByKey> keys = columns.getValue();
      for (int from = 0; from < keys.size(); from += LOOK_UP) {
        look(
            change.table(),
            stored,
            keys.subList(from, Math.min(keys.size(), from + LOOK_UP)),
            found);
      }
    }
    return found;
  }

  /** Asks for each column's values; which of the rows have a whole key is seen here. */
  private void look(
      StoredTable table,
      List<StoredColumn> columns,
      List<Found.ByKey> keys,
      Map<Found.ByKey, List<String>> found)
      throws SQLException {
    Map<List<String>, Found.ByKey> byText = new HashMap<>();
    keys.forEach(key -> byText.put(texts(columns, key), key));
    List<String> conditions = new ArrayList<>();
    List<Object> values = new ArrayList<>();
    for (StoredColumn column : columns) {
      Map<String, Object> distinct = new LinkedHashMap<>();
      for (Found.ByKey key : keys) {
        Object value = value(column, key);
        distinct.put(HeldValues.key(value), HeldValues.bound(column.column(), value));
      }
      conditions.add(
          "%s IN (%s)"
              .formatted(
                  quote(column.warehouseName()),
                  InList.of(rulebook.dialect(), column.sqlType(), distinct.size())));
      values.addAll(distinct.values());
    }
    String names =
        Stream.concat(Stream.of("ID"), columns.stream().map(StoredColumn::warehouseName))
            .map(name -> quote(name))
            .collect(java.util.stream.Collectors.joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT %s FROM %s WHERE %s ORDER BY \"ID\""
                .formatted(names, quote(table.table()), String.join(" AND ", conditions)))) {
      for (int i = 0; i < values.size(); i++) {
        statement.setObject(i + 1, values.get(i));
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          List<String> texts = new ArrayList<>(columns.size());
          for (int i = 0; i < columns.size(); i++) {
            texts.add(HeldValues.key(row.getObject(i + 2)));
          }
          Found.ByKey key = byText.get(texts);
          if (key != null) {
            found.computeIfAbsent(key, one -> new ArrayList<>()).add(row.getString(1));
          }
        }
      }
    }
  }

  private static List<String> texts(List<StoredColumn> columns, Found.ByKey key) {
    return columns.stream().map(column -> HeldValues.key(value(column, key))).toList();
  }

  private static Object value(StoredColumn column, Found.ByKey key) {
    return java.util.Objects.requireNonNull(key.values().get(column.column().id()));
  }
}
