package dev.millrace.formula;

import java.util.Set;

/**
 * A formula that was checked: it has a type and every name in it means something. Immutable.
 *
 * @param text as written
 * @param type type of its result
 * @param level what one result belongs to
 * @param references everything it names, in canonical form
 * @param tree for the evaluator and the translator
 */
public record Formula(
    String text, ValueType type, Level level, Set<Reference> references, TypedNode tree) {
  public Formula {
    references = Set.copyOf(references);
  }

  /** What one result of a formula belongs to. */
  public enum Level {
    /** One result, whatever rows there are: no column of the own element outside an aggregate. */
    SINGLE,
    /** One result in each row of the own element. */
    ROW,
    /** One result over all rows of the own element. */
    AGGREGATE
  }
}
