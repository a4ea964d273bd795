package dev.millrace.workbook.graph;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.viewer.Viewer;
import dev.millrace.workbook.action.ActionCatalogue;
import dev.millrace.workbook.action.ActionShape;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.action.FieldShape;
import dev.millrace.workbook.graph.Use.Kind;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what the parts of one workbook use. */
final class UseFinder {
  private final Workbook workbook;
  private final Formulas formulas;
  private final Set<Use> uses = new LinkedHashSet<>();

  UseFinder(Workbook workbook, Formulas formulas) {
    this.workbook = workbook;
    this.formulas = formulas;
  }

  List<Use> find() {
    workbook
        .elements()
        .forEach(element -> {
          if (element instanceof Element.InputTable table) {
            addTable(table);
          }
        });
    workbook.sequences().forEach(sequence -> new InSequence(sequence).add());
    return List.copyOf(uses);
  }

  private void addTable(Element.InputTable table) {
    Part.Element whole = new Part.Element(table.id());
    table
        .columns()
        .forEach(column -> {
          Part.Column part = new Part.Column(table.id(), column.name());
          use(whole, part, Kind.READS);
          column
              .rules()
              .valuesFrom()
              .flatMap(this::source)
              .ifPresent(used -> use(part, used, Kind.NAMES));
        });
    table
        .formulas()
        .forEach(column -> {
          Part.Column part = new Part.Column(table.id(), column.name());
          use(whole, part, Kind.READS);
          for (Reference reference : asked(column.formula())) {
            use(part, inTable(table, reference), Kind.READS);
          }
        });
  }

  /** The column to choose from. What it holds decides what may be entered, not what is there. */
  private Optional<Part> source(Column.ValuesFrom from) {
    return workbook
        .element(from.element())
        .filter(Element.InputTable.class::isInstance)
        .flatMap(element -> ((Element.InputTable) element).column(from.column()))
        .map(column -> new Part.Column(from.element(), column.name()));
  }

  /** What a formula names of the workbook; what it asks about its reader is none of that. */
  private static List<Reference> asked(Formula formula) {
    return formula.references().stream().filter(reference -> !Viewer.isAsked(reference)).toList();
  }

  private static Part inTable(Element.InputTable table, Reference reference) {
    String qualifier = reference.qualifier().orElse(table.id());
    return qualifier.equals(WorkbookScopes.CONTROL)
        ? new Part.Element(reference.name())
        : new Part.Column(qualifier, reference.name());
  }

  private void use(Part user, Part used, Kind kind) {
    uses.add(new Use(user, used, kind));
  }

  /** Uses of one sequence and its steps. */
  private final class InSequence {
    private final Sequence sequence;
    private final Part.Sequence whole;
    private final Scope scope;
    private final Map<String, List<Part>> givers = new HashMap<>();

    InSequence(Sequence sequence) {
      this.sequence = sequence;
      this.whole = new Part.Sequence(sequence.id());
      this.scope = new WorkbookScopes(formulas).forSequence(workbook, sequence);
    }

    void add() {
      sequence.trigger().ifPresent(trigger -> use(whole, element(trigger.element()), Kind.NAMES));
      sequence.selection().ifPresent(table -> use(whole, element(table), Kind.NAMES));
      sequence.condition().ifPresent(condition -> addReads(whole, condition));
      addSteps(sequence.steps());
    }

    private void addSteps(List<Step> steps) {
      for (Step step : steps) {
        Part part = new Part.Step(sequence.id(), step.id());
        use(whole, part, Kind.READS);
        switch (step) {
          case Step.Act act -> addAct(part, act);
          case Step.Choice choice -> {
            for (Step.Branch branch : choice.branches()) {
              addReads(part, branch.condition());
              addSteps(branch.steps());
            }
            addSteps(choice.otherwise());
          }
        }
      }
    }

    private void addAct(Part part, Step.Act act) {
      act.condition().ifPresent(condition -> addReads(part, condition));
      ActionShape shape = ActionCatalogue.shape(act.action().getClass());
      Map<String, Object> values = shape.values(act.action());
      for (FieldShape field : shape.fields()) {
        Object value = values.get(field.name());
        if (field.refers().isPresent() && value instanceof String id) {
          use(part, element(id), Kind.NAMES);
        }
        expressions(value).forEach(expression -> addReads(part, expression));
      }
      if (values.get("table") instanceof String table
          && values.get("values") instanceof Map<?, ?> columns) {
        addColumns(part, table, columns);
      }
      act.output()
          .ifPresent(name -> givers.computeIfAbsent(name, key -> new ArrayList<>()).add(part));
    }

    private void addColumns(Part part, String tableId, Map<?, ?> columns) {
      if (workbook.element(tableId).orElse(null) instanceof Element.InputTable table) {
        table.columns().stream()
            .filter(column -> columns.containsKey(column.id()))
            .forEach(column -> use(part, new Part.Column(tableId, column.name()), Kind.NAMES));
      }
    }

    private void addReads(Part part, Expression expression) {
      Optional<Formula> formula = formulas.check(expression.text(), scope).formula();
      formula.ifPresent(checked -> addReads(part, checked));
    }

    private void addReads(Part part, Formula formula) {
      for (Reference reference : asked(formula)) {
        for (Part used : used(reference)) {
          use(part, used, Kind.READS);
        }
      }
    }

    private List<Part> used(Reference reference) {
      return switch (reference.qualifier().orElse("")) {
        case WorkbookScopes.SELECTION ->
            sequence.selection().stream()
                .<Part>map(table -> new Part.Column(table, reference.name()))
                .toList();
        case WorkbookScopes.ACTION_VARIABLE -> givers.getOrDefault(reference.name(), List.of());
        default -> List.of(element(reference.name()));
      };
    }

    private static Part element(String id) {
      return new Part.Element(id);
    }
  }

  private static List<Expression> expressions(@Nullable Object value) {
    return switch (value) {
      case Expression expression -> List.of(expression);
      case Map<?, ?> map -> map.values().stream().map(Expression.class::cast).toList();
      case null, default -> List.of();
    };
  }
}
