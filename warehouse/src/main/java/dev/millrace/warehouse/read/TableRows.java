package dev.millrace.warehouse.read;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.ValueType;
import dev.millrace.warehouse.Change.TableId;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.cell.Choices;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.access.Viewers;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.FormulaColumn;
import dev.millrace.workbook.model.SystemColumn;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of input tables, each from one statement that the formula compiler makes. */
public final class TableRows implements ElementRows {
  private static final int MAX_ROWS = 1_000;

  private final Formulas formulas;
  private final Dialect dialect;
  private final Function<TableId, StoredTable> tables;
  private final Queries queries;
  private final Marks marks;

  public TableRows(
      Formulas formulas, Dialect dialect, Function<TableId, StoredTable> tables, Queries queries) {
    this.formulas = formulas;
    this.dialect = dialect;
    this.tables = tables;
    this.queries = queries;
    this.marks = new Marks(formulas, dialect, tables, queries);
  }

  @Override
  public Page page(
      String workbook, Element.InputTable element, PageRequest request, Reader reader) {
    if (request.limit() < 1 || request.limit() > MAX_ROWS || request.offset() < 0) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "PAGE_INVALID",
          "A page has a limit of 1 to %,d and an offset from 0.".formatted(MAX_ROWS),
          Map.of("field", "limit"));
    }
    StoredTable table = tables.apply(new TableId(workbook, element.id()));
    List<ResultColumn> columns = columns(element, false);
    ElementQuery query =
        new ElementQuery(
                table.source(),
                computed(element),
                Optional.empty(),
                sort(element, request.sort()),
                Optional.of(new ElementQuery.Page(request.offset(), request.limit())),
                asked(element, request.parameters(), reader),
                shown(columns),
                StoredTable.ORDER,
                List.of())
            .with(StoredTable.elements(workbook, element.lookedUp(), tables));
    List<List<@Nullable Object>> results =
        queries.run(formulas.translate(query, dialect), "", List.of());
    Map<String, List<Mark>> found = marks.of(table, element, stored(element, columns, results));
    List<Row> rows =
        rows(columns, results).stream()
            .map(row ->
                new Row(
                    row.id(), row.version(), row.values(), found.getOrDefault(row.id(), List.of())))
            .toList();
    return new Page(columns, rows, queries.count(table.table()));
  }

  @Override
  public Page rows(
      String workbook,
      Element.InputTable element,
      List<String> ids,
      Map<Reference, @Nullable Object> parameters,
      Reader reader) {
    if (ids.size() > MAX_ROWS) {
      throw Refusal.of(
          Refusal.Kind.TOO_LARGE,
          "TOO_MANY_ROWS",
          "At most %,d rows can be read by id.".formatted(MAX_ROWS));
    }
    StoredTable table = tables.apply(new TableId(workbook, element.id()));
    List<ResultColumn> columns = columns(element, true);
    if (ids.isEmpty()) {
      return new Page(columns, List.of(), queries.count(table.table()));
    }
    ElementQuery query =
        new ElementQuery(
                table.source(),
                computed(element),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                asked(element, parameters, reader),
                shown(columns),
                StoredTable.ORDER,
                List.of())
            .with(StoredTable.elements(workbook, element.lookedUp(), tables));
    SqlStatement statement = formulas.translate(query, dialect);
    String only =
        " WHERE \"ID\" IN (" + String.join(", ", Collections.nCopies(ids.size(), "?")) + ")";
    List<Row> found = new ArrayList<>(rows(columns, queries.run(statement, only, ids)));
    found.sort(java.util.Comparator.comparingInt(row -> ids.indexOf(row.id())));
    return new Page(columns, found, queries.count(table.table()));
  }

  private static Map<Reference, @Nullable Object> asked(
      Element.InputTable element, Map<Reference, @Nullable Object> parameters, Reader reader) {
    return Viewers.with(
        parameters,
        Stream.concat(
                element.formulas().stream(),
                element.lookedUp().stream().flatMap(other -> other.formulas().stream()))
            .map(FormulaColumn::formula)
            .toList(),
        reader);
  }

  private static List<Row> rows(List<ResultColumn> columns, List<List<@Nullable Object>> results) {
    List<String> shown = shown(columns);
    int[] places = columns.stream().mapToInt(column -> shown.indexOf(column.name())).toArray();
    return results.stream()
        .map(result -> {
          List<@Nullable Object> values = new ArrayList<>(places.length);
          for (int i = 0; i < places.length; i++) {
            values.add(shown(columns.get(i), result.get(places[i])));
          }
          return new Row(
              String.valueOf(result.get(0)),
              result.get(1) instanceof Long version ? version : 0,
              values);
        })
        .toList();
  }

  /** By row id and column id, what people entered, as it is stored. */
  private static Map<String, Map<String, @Nullable Object>> stored(
      Element.InputTable element,
      List<ResultColumn> columns,
      List<List<@Nullable Object>> results) {
    List<String> shown = shown(columns);
    Map<String, Map<String, @Nullable Object>> rows = new LinkedHashMap<>();
    for (List<@Nullable Object> result : results) {
      Map<String, @Nullable Object> row = new HashMap<>();
      element
          .columns()
          .forEach(column -> row.put(column.id(), result.get(shown.indexOf(column.name()))));
      rows.put(String.valueOf(result.getFirst()), row);
    }
    return rows;
  }

  private static @Nullable Object shown(ResultColumn column, @Nullable Object value) {
    return column.type() == ValueType.ARRAY && value instanceof String text
        ? Choices.read(text).orElse(null)
        : value;
  }

  private static List<Computed> computed(Element.InputTable element) {
    return element.formulas().stream()
        .map(column -> new Computed(column.name(), column.formula()))
        .toList();
  }

  private static List<ResultColumn> columns(Element.InputTable element, boolean system) {
    List<ResultColumn> columns = new ArrayList<>();
    for (Column column : element.columns()) {
      columns.add(new ResultColumn(column.id(), column.name(), column.kind().type(), true));
    }
    for (FormulaColumn column : element.formulas()) {
      columns.add(new ResultColumn(column.id(), column.name(), column.formula().type(), false));
    }
    if (system) {
      for (SystemColumn column : SystemColumn.values()) {
        columns.add(new ResultColumn(column.name(), column.name(), column.type(), false));
      }
    }
    return List.copyOf(columns);
  }

  /** Row id and version lead, whatever the element shows. */
  private static List<String> shown(List<ResultColumn> columns) {
    return Stream.concat(
            Stream.of(SystemColumn.ID.name(), SystemColumn.ROW_VERSION.name()),
            columns.stream().map(ResultColumn::name))
        .distinct()
        .toList();
  }

  /** What people asked for, then the order in which rows came, so that pages never overlap. */
  private static List<Sort> sort(Element.InputTable element, List<SortKey> keys) {
    List<Sort> sort = new ArrayList<>();
    for (SortKey key : keys) {
      boolean known =
          columns(element, true).stream().anyMatch(column -> column.name().equals(key.column()));
      if (!known) {
        throw Refusal.of(
            Refusal.Kind.INVALID,
            "UNKNOWN_COLUMN",
            "'%s' has no column '%s' to sort by.".formatted(element.id(), key.column()),
            Map.of("field", "sort"));
      }
      sort.add(new Sort(key.column(), key.descending()));
    }
    for (Sort last : StoredTable.ORDER) {
      if (sort.stream().noneMatch(key -> key.column().equals(last.column()))) {
        sort.add(last);
      }
    }
    return sort;
  }
}
