package dev.millrace.formula;

import java.util.List;
import java.util.Optional;

/**
 * Outcome of a check: a formula, or at least one problem.
 *
 * @param formula empty if and only if there are problems
 * @param problems in the order of their offset
 */
public record Checked(Optional<Formula> formula, List<FormulaProblem> problems) {
  public Checked {
    problems = List.copyOf(problems);
  }
}
