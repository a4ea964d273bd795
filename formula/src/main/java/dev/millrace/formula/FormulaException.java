package dev.millrace.formula;

/** A checked formula cannot be run or translated; the problem says why. */
public final class FormulaException extends RuntimeException {
  private final transient FormulaProblem problem;

  public FormulaException(FormulaProblem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public FormulaProblem problem() {
    return problem;
  }
}
