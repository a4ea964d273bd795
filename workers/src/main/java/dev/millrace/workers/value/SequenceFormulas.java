package dev.millrace.workers.value;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.action.Expression;
import dev.millrace.workbook.model.Sequence;
import dev.millrace.workbook.model.Workbook;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The formulas of one sequence of one workbook version, each checked once. Thread-safe. */
public final class SequenceFormulas {
  private static final int MOST_KEPT = 1000;

  private final Formulas formulas;
  private final Scope scope;
  private final Map<String, Formula> checked = new ConcurrentHashMap<>();

  public SequenceFormulas(Formulas formulas, Workbook workbook, Sequence sequence) {
    this.formulas = formulas;
    this.scope = new WorkbookScopes(formulas).forSequence(workbook, sequence);
  }

  /**
   * The checked formula.
   *
   * @throws UnusableStepException if it is none
   */
  Formula of(Expression expression) {
    if (checked.size() >= MOST_KEPT) {
      checked.clear();
    }
    return checked.computeIfAbsent(expression.text(), this::check);
  }

  /** Type of what a canonical reference names. */
  ValueType type(Reference reference) {
    return scope.resolve(reference).map(Scope.Binding::type).orElseThrow();
  }

  private Formula check(String text) {
    Checked result = formulas.check(text, scope);
    return result
        .formula()
        .orElseThrow(() -> new UnusableStepException(message(text, result.problems().getFirst())));
  }

  private static String message(String text, FormulaProblem problem) {
    return "The formula %s is wrong at character %d: %s"
        .formatted(text, problem.offset() + 1, problem.message());
  }
}
