package dev.millrace.app.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.viewer.Viewer;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A formula with rows to run it over.
 *
 * @param computed columns beside the formula's own, in an order in which each uses earlier ones
 * @param single values of controls and variables
 * @param selection columns of the selected rows
 * @param tables columns of other elements, by the element's name
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
    Map<String, Map<String, CaseColumn>> tables,
    Viewer viewer,
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
    Map<String, Map<String, CaseColumn>> tables = new LinkedHashMap<>();
    json.path("tables")
        .properties()
        .forEach(table -> {
          String prefix = table.getKey() + "/";
          tables.put(table.getKey(), columns(list(table.getValue()), json.path("types"), prefix));
        });
    Optional<String> element = Optional.ofNullable(json.path("element").textValue());
    CaseNames names = new CaseNames(element, columns, single, selection, tables);
    CaseFormulas checked = new CaseFormulas(formulas, names, json);
    Formula formula = checked.formula();
    List<String> groupBy = texts(json.path("group_by"), "group_by");
    boolean groups =
        json.path("level").isTextual()
            ? json.path("level").textValue().equals("aggregate")
            : formula.level() == Formula.Level.AGGREGATE || !groupBy.isEmpty();
    return new FormulaCase(
        formula,
        columns,
        json.path("rows").size(),
        checked.computed(),
        sort(json.path("sort")),
        groupBy,
        groups,
        single,
        selection,
        tables,
        viewer(json.path("context")),
        json.path("context").path("now").isTextual()
            ? (LocalDateTime)
                CaseColumn.of("now", Optional.of("date"), List.of(json.path("context").path("now")))
                    .values()
                    .getFirst()
            : now);
  }

  /** Of the context: {@code user} is an e-mail address or an object. */
  private static Viewer viewer(JsonNode context) {
    JsonNode user = context.path("user");
    Map<String, String> attributes = new LinkedHashMap<>();
    context
        .path("attributes")
        .properties()
        .forEach(attribute -> attributes.put(attribute.getKey(), attribute.getValue().asText()));
    return new Viewer(
        user.isTextual() ? user.textValue() : user.path("email").asText(),
        first(user, "first_name", "firstName"),
        first(user, "full_name", "fullName", "name"),
        Set.copyOf(texts(context.path("teams"), "teams")),
        attributes,
        zone(context.path("timezone").asText("UTC")));
  }

  private static @Nullable String first(JsonNode object, String... fields) {
    for (String field : fields) {
      if (object.path(field).isTextual()) {
        return object.path(field).textValue();
      }
    }
    return null;
  }

  private static ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      throw new CaseException("CASE_INVALID", "There is no time zone '%s'.".formatted(name));
    }
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
    } else {
      types
          .fieldNames()
          .forEachRemaining(name -> {
            if (name.startsWith(prefix)) {
              names.add(name.substring(prefix.length()));
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

  private static List<String> texts(JsonNode array, String field) {
    List<String> texts = new ArrayList<>();
    if (array.isTextual()) {
      texts.add(array.textValue());
    }
    for (JsonNode item : array) {
      if (!item.isTextual()) {
        throw new CaseException("CASE_INVALID", "'%s' is a list of texts.".formatted(field));
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
}
