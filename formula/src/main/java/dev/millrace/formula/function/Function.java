package dev.millrace.formula.function;

import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.rex.Lowering;
import org.jspecify.annotations.Nullable;

/**
 * Everything known about one function or operator.
 *
 * @param name canonical spelling; for an operator, what the parser calls it
 * @param category the catalogue it stands in
 * @param operator whether it is written as an operator
 * @param constants what must hold of arguments that are written in the call
 * @param lowering how it becomes SQL
 */
public record Function(
    String name,
    String category,
    boolean operator,
    String help,
    Parameters parameters,
    Result result,
    Nulls nulls,
    Constants constants,
    Example example,
    Definition definition,
    Lowering lowering) {

  /**
   * A formula that shows the function, and what it gives.
   *
   * @param expected by the rules of the language, not by a run
   */
  public record Example(String formula, @Nullable Object expected) {}

  public boolean isAggregate() {
    return definition instanceof Definition.Aggregate;
  }

  /** Whether it looks at rows around, in their order. */
  public boolean isWindow() {
    return definition instanceof Definition.Window;
  }

  /** Whether it takes an aggregate, and that over other rows. */
  public boolean isAround() {
    return definition instanceof Definition.Around;
  }

  /** Whether it looks into another element. */
  public boolean isLookup() {
    return definition instanceof Definition.Lookup;
  }

  /** For people, e.g. {@code Find(text, search)}. */
  public String signature() {
    if (!operator) {
      return name + "(" + parameters.shown() + ")";
    }
    int last = parameters.leading().size() - 1;
    String right = parameters.leading().get(last).name();
    if (last == 0) {
      return name.startsWith("unary") ? "-" + right : name + " " + right;
    }
    return parameters.leading().getFirst().name() + " " + name + " " + right;
  }

  /** What people are shown of it. */
  public FunctionSignature toSignature() {
    return new FunctionSignature(name, category, signature(), help, example.formula());
  }
}
