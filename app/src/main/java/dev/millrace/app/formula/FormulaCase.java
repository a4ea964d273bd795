package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A formula with rows to run it over.
 *
 * @param computed columns beside the formula's own, in an order in which each uses earlier ones
 * @param single values of controls and variables
 * @param selection columns of the selected rows
 * @param groups whether the result is one value a group, not one a row
 */
record FormulaCase(
    Formula formula,
    Map<String, CaseColumn> columns,
    int rows,
    List<Computed> computed,
    List<Sort> sort,
    List<String> groupBy,
    boolean groups,
    Map<Reference, CaseColumn> single,
    Map<Reference, CaseColumn> selection,
    LocalDateTime now) {

  /**
   * Reads a case.
   *
   * @throws CaseException if it is none
   * @throws FormulaException for the first problem of a formula
   */
  static FormulaCase read(JsonNode json, Formulas formulas, LocalDateTime now) {
    if (!json.path("formula").isTextual()) {
      throw new CaseException("CASE_INVALID", "A case has a 'formula', a text.");
    }
    if (json.path("tables").isObject() && !json.path("tables").isEmpty()) {
      throw new CaseException("UNSUPPORTED", "Other elements cannot be looked up in yet.");
    }
    Map<String, CaseColumn> columns = columns(list(json.path("rows")), json.path("types"), "");
    Map<Reference, CaseColumn> single = new LinkedHashMap<>();
    json.path("controls")
        .properties()
        .forEach(control -> {
          CaseColumn value = one(control.getKey(), json, control.getValue());
          single.put(Reference.of(WorkbookScopes.CONTROL, control.getKey()), value);
        });
    json.path("variables")
        .properties()
        .forEach(variable ->
            single.put(
                Reference.of(WorkbookScopes.ACTION_VARIABLE, variable.getKey()),
                one(variable.getKey(), json, variable.getValue())));
    Map<Reference, CaseColumn> selection = new LinkedHashMap<>();
    JsonNode selected = json.path("selection");
    columns(
            selected.isObject() ? List.of(selected) : list(selected),
            json.path("types"),
            WorkbookScopes.SELECTION + "/")
        .forEach(
            (name, column) -> selection.put(Reference.of(WorkbookScopes.SELECTION, name), column));
    Names names = new Names(columns, single, selection);
    List<Computed> computed = computed(json.path("columns"), formulas, names);
    Formula formula = checked(json.path("formula").textValue(), formulas, names);
    List<String> groupBy = texts(json.path("group_by"), "group_by");
    boolean groups =
        json.path("level").isTextual()
            ? json.path("level").textValue().equals("aggregate")
            : formula.level() == Formula.Level.AGGREGATE || !groupBy.isEmpty();
    return new FormulaCase(
        formula,
        columns,
        json.path("rows").size(),
        computed,
        sort(json.path("sort")),
        groupBy,
        groups,
        single,
        selection,
        json.path("context").path("now").isTextual()
            ? (LocalDateTime)
                CaseColumn.of("now", Optional.of("date"), List.of(json.path("context").path("now")))
                    .values()
                    .getFirst()
            : now);
  }

  private static List<JsonNode> list(JsonNode array) {
    List<JsonNode> items = new ArrayList<>();
    array.forEach(items::add);
    return items;
  }

  /** Columns by name; a row that lacks one has Null there. */
  private static Map<String, CaseColumn> columns(
      List<JsonNode> rows, JsonNode types, String prefix) {
    Set<String> names = new LinkedHashSet<>();
    for (JsonNode row : rows) {
      if (!row.isObject()) {
        throw new CaseException("CASE_INVALID", "A row is an object, column to value.");
      }
      row.fieldNames().forEachRemaining(names::add);
    }
    if (prefix.isEmpty()) {
      types
          .fieldNames()
          .forEachRemaining(name -> {
            if (!name.contains("/")) {
              names.add(name);
            }
          });
    }
    Map<String, CaseColumn> columns = new LinkedHashMap<>();
    for (String name : names) {
      List<JsonNode> cells = new ArrayList<>(rows.size());
      rows.forEach(row -> cells.add(row.has(name) ? row.path(name) : NullNode.getInstance()));
      columns.put(name, CaseColumn.of(name, type(types, prefix + name), cells));
    }
    return columns;
  }

  private static Optional<String> type(JsonNode types, String name) {
    return Optional.ofNullable(types.path(name).textValue());
  }

  private static CaseColumn one(String name, JsonNode json, JsonNode value) {
    return CaseColumn.of(name, type(json.path("types"), name), List.of(value));
  }

  /** Sibling columns; one that uses another is checked after it. */
  private static List<Computed> computed(JsonNode columns, Formulas formulas, Names names) {
    Map<String, String> left = new LinkedHashMap<>();
    columns.properties().forEach(column -> left.put(column.getKey(), column.getValue().asText()));
    List<Computed> computed = new ArrayList<>();
    boolean found = true;
    while (!left.isEmpty() && found) {
      found = false;
      for (Map.Entry<String, String> column : List.copyOf(left.entrySet())) {
        Optional<Formula> formula = formulas.check(column.getValue(), names).formula();
        if (formula.isPresent()) {
          computed.add(new Computed(column.getKey(), formula.get()));
          names.add(column.getKey(), formula.get().type());
          left.remove(column.getKey());
          found = true;
        }
      }
    }
    if (!left.isEmpty()) {
      checked(left.values().iterator().next(), formulas, names);
    }
    return computed;
  }

  private static Formula checked(String text, Formulas formulas, Scope scope) {
    Checked checked = formulas.check(text, scope);
    return checked.formula().orElseThrow(() -> new FormulaException(checked.problems().getFirst()));
  }

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    if (array.isTextual()) {
      texts.add(array.textValue());
    }
    for (JsonNode item : array) {
      if (!item.isTextual()) {
        throw new CaseException("CASE_INVALID", "'%s' names columns.".formatted(field));
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** {@code "Cost"}, {@code "-Cost"}, or {@code {"column": "Cost", "descending": true}}. */
  private static List<Sort> sort(JsonNode sort) {
    List<Sort> keys = new ArrayList<>();
    for (JsonNode key : sort.isTextual() ? List.of(sort) : list(sort)) {
      if (key.isTextual()) {
        String name = key.textValue();
        boolean descending = name.startsWith("-");
        keys.add(new Sort(descending ? name.substring(1) : name, descending));
      } else {
        boolean descending =
            key.path("descending").asBoolean()
                || key.path("desc").asBoolean()
                || key.path("direction").asText().equals("desc");
        keys.add(new Sort(key.path("column").asText(), descending));
      }
    }
    return keys;
  }

  /** What the formulas of a case may name. */
  private static final class Names implements Scope {
    private final Map<Reference, Binding> known = new LinkedHashMap<>();

    Names(
        Map<String, CaseColumn> columns,
        Map<Reference, CaseColumn> single,
        Map<Reference, CaseColumn> selection) {
      columns.forEach((name, column) -> add(name, column.type().type()));
      single.forEach((name, value) -> {
        Binding binding = new Binding(name, value.type().type(), Extent.SINGLE);
        known.put(name, binding);
        known.putIfAbsent(Reference.of(name.name()), binding);
      });
      selection.forEach(
          (name, column) -> known.put(name, new Binding(name, column.type().type(), Extent.ROWS)));
    }

    void add(String name, ValueType type) {
      Reference reference = Reference.of(name);
      known.put(reference, new Binding(reference, type, Extent.ROW));
    }

    @Override
    public Optional<Binding> resolve(Reference reference) {
      Binding same = known.get(reference);
      if (same != null) {
        return Optional.of(same);
      }
      List<Binding> similar =
          known.entrySet().stream()
              .filter(entry -> alike(entry.getKey(), reference))
              .map(Map.Entry::getValue)
              .distinct()
              .toList();
      return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }

    private static boolean alike(Reference known, Reference asked) {
      return known.name().equalsIgnoreCase(asked.name())
          && known.qualifier().isPresent() == asked.qualifier().isPresent()
          && known
              .qualifier()
              .map(qualifier -> qualifier.equalsIgnoreCase(asked.qualifier().orElse("")))
              .orElse(true);
    }

    @Override
    public List<Reference> known() {
      return List.copyOf(known.keySet());
    }
  }
}
