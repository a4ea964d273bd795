package dev.millrace.workbook.file;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.FieldShape;
import dev.millrace.workbook.action.TableAction;
import dev.millrace.workbook.action.about.Refers.Target;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.schema.Scalars;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.yaml.Nearest;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads the action of one step and checks what it refers to and what its formulas give. */
final class ActionReader {
  private final Draft draft;
  private final Report report;
  private final FormulaReader formulas;
  private final Guard scope;
  private Optional<Element> target = Optional.empty();

  ActionReader(Draft draft, Report report, FormulaReader formulas, Guard scope) {
    this.draft = draft;
    this.report = report;
    this.formulas = formulas;
    this.scope = scope;
  }

  /** Empty if a field that is needed is missing or wrong. */
  Optional<Action> read(Section section, ActionShape shape) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (FieldShape field : shape.fields()) {
      value(section, field).ifPresent(value -> values.put(field.name(), value));
    }
    boolean complete =
        shape.fields().stream()
            .allMatch(field -> values.containsKey(field.name()) || !field.required());
    if (!complete) {
      return Optional.empty();
    }
    Action action = shape.create(values);
    if (action instanceof TableAction.InsertRow insert) {
      requireColumns(insert, section.placeOf("values"));
    }
    return Optional.of(action);
  }

  /** Verb and object: "Insert row into Cases". */
  String name(Section section, ActionShape shape) {
    return shape.title()
        + shape.fields().stream()
            .filter(field -> field.refers().isPresent() && target.isPresent())
            .map(field -> " " + field.preposition() + " " + target.get().title())
            .collect(Collectors.joining())
            .replace("  ", " ");
  }

  private Optional<?> value(Section section, FieldShape field) {
    return switch (field.kind()) {
      case TEXT -> {
        Optional<String> text = section.text(field.name());
        if (text.isPresent() && field.refers().isPresent()) {
          target = find(text.get(), field.refers().get(), section.placeOf(field.name()));
        }
        yield text;
      }
      case FORMULA ->
          section.node(field.name()).flatMap(node -> expression(node, wanted(field), "this field"));
      case FORMULAS ->
          section.node(field.name()).map(node -> expressions(section.entries(field.name())));
      case CHOICE -> section.text(field.name());
      case FLAG -> section.flag(field.name());
      case WHOLE_NUMBER -> section.whole(field.name()).map(Math::toIntExact);
    };
  }

  private Optional<Element> find(String id, Target target, Place place) {
    return switch (target) {
      case ELEMENT ->
          draft.find(id, Element.class, "UNKNOWN_ELEMENT", "an element", place).map(any -> any);
      case INPUT_TABLE ->
          draft
              .find(id, Element.InputTable.class, "UNKNOWN_TABLE", "an input table", place)
              .map(table -> table);
      case CONTROL ->
          draft
              .find(id, Element.Control.class, "UNKNOWN_CONTROL", "a control", place)
              .map(control -> control);
      case MODAL ->
          draft
              .find(id, Element.Modal.class, "UNKNOWN_MODAL", "a modal", place)
              .map(modal -> modal);
    };
  }

  /** A formula beside a control gives what the control holds, unless the field says otherwise. */
  private Optional<ValueType> wanted(FieldShape field) {
    if (field.type().isEmpty()
        && target.orElse(null) instanceof Element.Control control
        && !draft.isDoubtfulControl(control.id())) {
      return Optional.of(control.kind().type());
    }
    return field.type();
  }

  private Optional<Expression> expression(YamlNode node, Optional<ValueType> wanted, String what) {
    return new Scalars(report)
        .value(node)
        .map(scalar -> {
          wanted.ifPresentOrElse(
              type -> formulas.read(scalar, scope, type, what), () -> formulas.read(scalar, scope));
          return new Expression(formulas.text(scalar));
        });
  }

  /** Keys are columns of the table that the action names. */
  private Map<String, Expression> expressions(Map<String, YamlNode.Field> entries) {
    Map<String, Expression> expressions = new LinkedHashMap<>();
    entries.forEach((id, entry) -> {
      Optional<Column> column =
          target
              .filter(Element.InputTable.class::isInstance)
              .map(Element.InputTable.class::cast)
              .flatMap(table -> column(table, id, entry.place()));
      Optional<ValueType> wanted =
          column.filter(known -> !isDoubtful(known)).map(known -> known.kind().formulaType());
      expression(entry.value(), wanted, "the column '%s'".formatted(id))
          .ifPresent(expression -> expressions.put(id, expression));
    });
    return expressions;
  }

  private boolean isDoubtful(Column column) {
    return target
        .filter(table -> draft.doubtfulColumns(table.id()).contains(column.name()))
        .isPresent();
  }

  private Optional<Column> column(Element.InputTable table, String id, Place place) {
    Optional<Column> column = table.column(id);
    if (column.isEmpty()) {
      boolean computed = table.formulas().stream().anyMatch(formula -> formula.id().equals(id));
      report.problem(
          "UNKNOWN_COLUMN",
          place,
          computed
              ? "The column '%s' is computed; nothing can be written there.".formatted(id)
              : "The table '%s' has no column with the id '%s'.%s"
                  .formatted(table.id(), id, byName(table, id)),
          Nearest.of(id, table.columns().stream().map(Column::id).toList()));
    }
    return column;
  }

  private static String byName(Element.InputTable table, String name) {
    return table.columns().stream()
        .filter(
            column -> column.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .map(column -> " The id of that column is '%s'.".formatted(column.id()))
        .orElse("");
  }

  private void requireColumns(TableAction.InsertRow insert, Place place) {
    if (target.orElse(null) instanceof Element.InputTable table) {
      for (Column column : table.columns()) {
        if (column.required() && !insert.values().containsKey(column.id())) {
          report.problem(
              "MISSING_COLUMN",
              place,
              "The column '%s' is required, but gets no value.".formatted(column.id()));
        }
      }
    }
  }
}
