package dev.millrace.workers.value;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.formula.viewer.Viewer;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of the formulas of one job. Not thread-safe. */
public final class StepValues implements Values {
  private final Formulas formulas;
  private final SequenceFormulas sequence;
  private final Map<Reference, @Nullable Object> controls;
  private final Map<String, @Nullable Object> variables;
  private final SelectedRows selection;
  private final Viewer owner;
  private final LocalDateTime now;

  /**
   * @param variables what the job sees; outputs of earlier steps are among them
   * @param owner on whose behalf the sequence runs
   * @param now what Now() means: the same in every step of an execution
   */
  public StepValues(
      Formulas formulas,
      SequenceFormulas sequence,
      Map<Reference, @Nullable Object> controls,
      Map<String, @Nullable Object> variables,
      SelectedRows selection,
      Viewer owner,
      LocalDateTime now) {
    this.formulas = formulas;
    this.sequence = sequence;
    this.controls = controls;
    this.variables = variables;
    this.selection = selection;
    this.owner = owner;
    this.now = now;
  }

  /**
   * The value of a formula.
   *
   * @throws UnusableStepException if the formula is wrong
   * @throws dev.millrace.formula.FormulaException if it is right but cannot be computed
   * @throws dev.millrace.workbook.access.Refusal {@code ROW_NOT_FOUND}, {@code VALUE_TYPE}, {@code
   *     WAREHOUSE_UNAVAILABLE}
   */
  public TypedValue of(Expression expression) {
    Formula formula = sequence.of(expression);
    return new TypedValue(formula.type(), formulas.evaluate(formula, this));
  }

  @Override
  public @Nullable Object value(Reference reference) {
    if (Viewer.isAsked(reference)) {
      return owner.answer(reference);
    }
    String qualifier = reference.qualifier().orElse("");
    return switch (qualifier) {
      case WorkbookScopes.CONTROL -> controls.get(reference);
      case WorkbookScopes.ACTION_VARIABLE ->
          EngineValues.decode(
              variables.get(reference.name()), sequence.type(reference), reference.name());
      default -> throw new IllegalStateException("no single value: " + reference);
    };
  }

  @Override
  public List<@Nullable Object> values(Reference reference) {
    return selection.values(reference.name());
  }

  @Override
  public LocalDateTime now() {
    return now;
  }
}
