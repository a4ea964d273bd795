package dev.millrace.workbook.file;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.viewer.Viewer;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Column.ValuesFrom;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.TableRules.RowRule;
import dev.millrace.workbook.schema.Section;
import dev.millrace.workbook.schema.Words;
import dev.millrace.workbook.scope.Guard;
import dev.millrace.workbook.scope.WorkbookScopes;
import dev.millrace.workbook.yaml.Nearest;
import dev.millrace.workbook.yaml.Place;
import dev.millrace.workbook.yaml.Report;
import dev.millrace.workbook.yaml.YamlNode.Scalar;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads what the rules of tables say in formulas and of other tables, once all are known. */
final class RuleReader {
  private final Draft draft;
  private final Report report;
  private final FormulaReader formulas;
  private final Map<ValuesFrom, ValuesFrom> takenFrom = new LinkedHashMap<>();
  private final Map<ValuesFrom, Place> places = new LinkedHashMap<>();

  RuleReader(Draft draft, Report report, FormulaReader formulas) {
    this.draft = draft;
    this.report = report;
    this.formulas = formulas;
  }

  /** The table with all its rules; what is wrong in them is left out. */
  Element.InputTable complete(Element.InputTable table) {
    Guard row = new Guard(WorkbookScopes.forRow(table));
    draft.doubtfulColumns(table.id()).forEach(name -> row.withhold(Reference.of(name)));
    List<Column> columns =
        table.columns().stream().map(column -> complete(table, column, row)).toList();
    List<RowRule> rules =
        draft.rowRules(table.id()).stream()
            .flatMap(section -> rule(section, row).stream())
            .toList();
    return table.with(columns, table.rules().withRows(rules));
  }

  private Column complete(Element.InputTable table, Column column, Guard row) {
    Draft.LaterOfColumn later = draft.later(table.id(), column.id()).orElse(null);
    if (later == null) {
      return column;
    }
    Optional<Column.Default> computed =
        later
            .fallback()
            .flatMap(text -> fallback(table, column, text))
            .map(Column.Default.Computed::new);
    Optional<ValuesFrom> from =
        later
            .validation()
            .filter(section -> section.has("valuesFrom"))
            .flatMap(section -> section.section("valuesFrom"))
            .flatMap(section -> valuesFrom(table, column, section));
    return new Column(
        column.id(),
        column.name(),
        column.kind(),
        column.required(),
        column.rules().with(from, later.validation().flatMap(section -> rule(section, row))),
        computed.or(column::fallback),
        column.isProtected());
  }

  private Optional<Formula> fallback(Element.InputTable table, Column column, Scalar text) {
    Guard scope = new Guard(WorkbookScopes.forDefaults());
    return draft.doubtfulColumns(table.id()).contains(column.name())
        ? formulas.read(text, scope)
        : formulas.read(
            text, scope, column.kind().formulaType(), "the column '%s'".formatted(column.name()));
  }

  private Optional<RowRule> rule(Section section, Guard row) {
    return section
        .formula("formula")
        .flatMap(text -> {
          Optional<Formula> rule = formulas.read(text, row, ValueType.LOGICAL, "a rule");
          boolean asks =
              rule.stream()
                  .flatMap(formula -> formula.references().stream())
                  .anyMatch(Viewer::isAsked);
          if (asks) {
            report.problem(
                "INVALID_RULE",
                text.place(),
                "A rule holds for a row whoever looks, so it cannot ask who that is.");
          }
          return asks ? Optional.empty() : rule;
        })
        .map(formula -> new RowRule(formula, section.text("message")));
  }

  private Optional<ValuesFrom> valuesFrom(
      Element.InputTable table, Column column, Section section) {
    Optional<String> element = section.text("element");
    Optional<String> id = section.text("column");
    if (element.isEmpty() || id.isEmpty()) {
      return Optional.empty();
    }
    return draft
        .find(
            element.get(),
            Element.InputTable.class,
            "UNKNOWN_TABLE",
            "an input table",
            section.placeOf("element"))
        .flatMap(source -> source(source, id.get(), column, section.placeOf("column")))
        .map(found -> {
          ValuesFrom from = new ValuesFrom(element.get(), found.id());
          ValuesFrom own = new ValuesFrom(table.id(), column.id());
          takenFrom.put(own, from);
          places.put(own, section.placeOf("column"));
          return from;
        });
  }

  private Optional<Column> source(
      Element.InputTable source, String id, Column column, Place place) {
    Optional<Column> found = source.column(id);
    if (found.isEmpty()) {
      report.problem(
          "UNKNOWN_COLUMN",
          place,
          "The table '%s' has no column with the id '%s' that people enter."
              .formatted(source.id(), id),
          Nearest.of(id, source.columns().stream().map(Column::id).toList()));
    } else if (held(found.get().kind()) != held(column.kind())
        || found.get().kind() == Kind.MULTI_SELECT) {
      report.problem(
          "INVALID_RULE",
          place,
          "A column of type %s cannot take its values from one of type %s."
              .formatted(Words.of(column.kind()), Words.of(found.get().kind())));
      return Optional.empty();
    }
    return found;
  }

  /** The kind of one value; several choices are several texts. */
  private static ValueType held(Kind kind) {
    return kind == Kind.MULTI_SELECT ? ValueType.TEXT : kind.type();
  }

  /** Columns that only take values from each other could never get a first one. */
  void reportCircles() {
    SequencedSet<ValuesFrom> seen = new LinkedHashSet<>();
    for (ValuesFrom start : takenFrom.keySet()) {
      SequencedSet<ValuesFrom> path = new LinkedHashSet<>();
      ValuesFrom at = start;
      while (at != null && !seen.contains(at) && path.add(at)) {
        at = takenFrom.get(at);
      }
      if (at != null && path.contains(at)) {
        report(path, at);
      }
      seen.addAll(path);
    }
  }

  private void report(SequencedSet<ValuesFrom> path, ValuesFrom first) {
    List<ValuesFrom> circle = path.stream().dropWhile(column -> !column.equals(first)).toList();
    @Nullable Place place = places.get(circle.getLast());
    if (place != null) {
      report.problem(
          "CIRCULAR",
          place,
          "These columns take their values from each other, so none ever gets one: %s."
              .formatted(
                  circle.stream().map(RuleReader::shown).collect(Collectors.joining(" → "))));
    }
  }

  private static String shown(ValuesFrom column) {
    return column.element() + "." + column.column();
  }
}
