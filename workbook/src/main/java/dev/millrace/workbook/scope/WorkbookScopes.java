package dev.millrace.workbook.scope;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Binding;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Action;
import dev.millrace.workbook.action.ControlAction;
import dev.millrace.workbook.action.ElementAction;
import dev.millrace.workbook.action.FlowAction;
import dev.millrace.workbook.action.MessageAction;
import dev.millrace.workbook.action.OverlayAction;
import dev.millrace.workbook.action.TableAction;
import dev.millrace.workbook.model.Element;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Step;
import dev.millrace.workbook.model.SystemColumn;
import dev.millrace.workbook.model.Workbook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the formulas of a workbook may name, and the canonical form of each name. Thread-safe.
 *
 * <p>A formula of an element names its own columns as {@code [Cost]} and the controls as {@code
 * [Control/threshold]} or {@code [threshold]}, and columns of other input tables as {@code
 * [Products/Price]}, by the title or the id of the table; the id is canonical. A formula of a
 * sequence names the controls, the columns of the selected rows as {@code [Selection/Cost]}, and
 * outputs of earlier steps as {@code [ActionVar/case]}. Canonical are {@code [Control/…]} and the
 * names as the workbook writes them.
 */
public final class WorkbookScopes {
  /** Qualifier of a column of the selected rows. */
  public static final String SELECTION = "Selection";

  /** Qualifier of a control's value. */
  public static final String CONTROL = "Control";

  /** Qualifier of what is known of the person on whose behalf a default is computed. */
  public static final String READER = "Reader";

  /** The reader's stable id, as it stands in {@code CREATED_BY}. */
  public static final Reference READER_USER = Reference.of(READER, "user");

  /** Qualifier of a step's output. */
  public static final String ACTION_VARIABLE = "ActionVar";

  private static final Set<String> RESERVED = Set.of(SELECTION, CONTROL, READER, ACTION_VARIABLE);

  private final Formulas formulas;

  /** What one scope does not know, another may. */
  private record Beside(Scope own, Scope others) implements Scope {
    @Override
    public Optional<Binding> resolve(Reference reference) {
      return own.resolve(reference).or(() -> others.resolve(reference));
    }

    @Override
    public List<Reference> known() {
      return Stream.concat(own.known().stream(), others.known().stream()).toList();
    }
  }

  /**
   * @param formulas tells the type that an {@code evaluate} step gives
   */
  public WorkbookScopes(Formulas formulas) {
    this.formulas = formulas;
  }

  /** For the formula columns of an input table. */
  public Scope forTable(Workbook workbook, Element.InputTable table) {
    return new Beside(forRows(workbook, table), others(workbook));
  }

  /** For the formula columns of each input table, by its id. */
  public Map<String, Scope> forTables(Workbook workbook) {
    Scope others = others(workbook);
    Map<String, Scope> scopes = new LinkedHashMap<>();
    tables(workbook)
        .forEach(table -> scopes.put(table.id(), new Beside(forRows(workbook, table), others)));
    return scopes;
  }

  /**
   * The columns of all tables, as formulas of another one name them; by title if only one has it.
   */
  private static Scope others(Workbook workbook) {
    Map<String, Long> titles =
        tables(workbook).collect(Collectors.groupingBy(InputTable::title, Collectors.counting()));
    Names.Builder names = new Names.Builder();
    tables(workbook)
        .forEach(table ->
            columns(table)
                .forEach((column, type) -> {
                  Reference canonical = Reference.of(table.id(), column);
                  names.add(canonical, type, Extent.ROWS);
                }));
    tables(workbook)
        .filter(table -> Long.valueOf(1).equals(titles.get(table.title())))
        .forEach(table ->
            columns(table)
                .forEach((column, type) ->
                    names.add(
                        Reference.of(table.title(), column),
                        new Binding(Reference.of(table.id(), column), type, Extent.ROWS))));
    return names.build();
  }

  private static Stream<InputTable> tables(Workbook workbook) {
    return workbook
        .elements()
        .filter(InputTable.class::isInstance)
        .map(InputTable.class::cast)
        .filter(table -> !RESERVED.contains(table.id()));
  }

  /** For finding rows of an input table: what stands in a row, and the controls. */
  public Scope forRows(Workbook workbook, Element.InputTable table) {
    Names.Builder names = new Names.Builder();
    columns(table).forEach((column, type) -> names.add(Reference.of(column), type, Extent.ROW));
    addControls(names, workbook.elements());
    return names.build();
  }

  /**
   * For the rules of an input table's rows: one row alone, with what people enter in it. So an
   * aggregate has nothing to go over.
   */
  public static Scope forRow(Element.InputTable table) {
    Names.Builder names = new Names.Builder();
    table
        .columns()
        .forEach(
            column -> names.add(Reference.of(column.name()), column.kind().type(), Extent.SINGLE));
    return names.build();
  }

  /** For defaults: there is no row yet, only somebody who makes one. */
  public static Scope forDefaults() {
    return new Names.Builder().add(READER_USER, ValueType.TEXT, Extent.SINGLE).build();
  }

  /** For a sequence's own condition: no step has run yet. */
  public Scope forCondition(Workbook workbook, Sequence sequence) {
    return forSteps(workbook, sequence, Map.of());
  }

  /** For what runs inside a sequence: every step's output is known. */
  public Scope forSequence(Workbook workbook, Sequence sequence) {
    Map<String, ValueType> outputs = new LinkedHashMap<>();
    addOutputs(workbook, sequence, sequence.steps(), outputs);
    return forSteps(workbook, sequence, outputs);
  }

  /**
   * For a step of a sequence.
   *
   * @param outputs variables that earlier steps give
   */
  public Scope forSteps(Workbook workbook, Sequence sequence, Map<String, ValueType> outputs) {
    Names.Builder names = new Names.Builder();
    sequence
        .selection()
        .flatMap(workbook::element)
        .ifPresent(element -> {
          if (element instanceof Element.InputTable table) {
            columns(table)
                .forEach((column, type) ->
                    names.add(Reference.of(SELECTION, column), type, Extent.ROWS));
          }
        });
    outputs.forEach(
        (name, type) -> names.add(Reference.of(ACTION_VARIABLE, name), type, Extent.SINGLE));
    addControls(names, workbook.elements());
    return names.build();
  }

  /**
   * The type of what an action gives, or empty if it gives nothing that later steps can name.
   *
   * @param scope of the step it stands in
   */
  public Optional<ValueType> outputType(Action action, Scope scope) {
    return switch (action) {
      case TableAction rowId -> Optional.of(ValueType.TEXT);
      case FlowAction.Evaluate evaluate ->
          formulas.check(evaluate.formula().text(), scope).formula().map(Formula::type);
      case FlowAction.RaiseError nothing -> Optional.empty();
      case FlowAction.Wait nothing -> Optional.empty();
      case ControlAction nothing -> Optional.empty();
      case OverlayAction nothing -> Optional.empty();
      case ElementAction nothing -> Optional.empty();
      case MessageAction nothing -> Optional.empty();
    };
  }

  private void addOutputs(
      Workbook workbook, Sequence sequence, List<Step> steps, Map<String, ValueType> outputs) {
    for (Step step : steps) {
      switch (step) {
        case Step.Act act -> {
          if (act.output().isPresent()) {
            outputType(act.action(), forSteps(workbook, sequence, outputs))
                .ifPresent(type -> outputs.put(act.output().get(), type));
          }
        }
        case Step.Choice choice -> {
          choice
              .branches()
              .forEach(branch -> addOutputs(workbook, sequence, branch.steps(), outputs));
          addOutputs(workbook, sequence, choice.otherwise(), outputs);
        }
      }
    }
  }

  /** Name to type: what people entered, what is computed, what the system keeps. */
  private static Map<String, ValueType> columns(Element.InputTable table) {
    Map<String, ValueType> columns = new LinkedHashMap<>();
    table.columns().forEach(column -> columns.put(column.name(), column.kind().type()));
    table.formulas().forEach(column -> columns.put(column.name(), column.formula().type()));
    for (SystemColumn column : SystemColumn.values()) {
      columns.put(column.name(), column.type());
    }
    return columns;
  }

  private static void addControls(Names.Builder names, Stream<Element> elements) {
    elements.forEach(element -> {
      if (element instanceof Element.Control control) {
        Binding binding =
            new Binding(Reference.of(CONTROL, control.id()), control.kind().type(), Extent.SINGLE);
        names.add(binding.reference(), binding);
        names.add(Reference.of(control.id()), binding);
      }
    });
  }
}
