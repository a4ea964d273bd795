package dev.millrace.formula;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The formula language. Thread-safe; {@code new Language()} makes one, to be shared. */
public interface Formulas {
  /** Parses, resolves and types a formula; never throws for anything that {@code text} holds. */
  Checked check(String text, Scope scope);

  /**
   * The value of a formula, computed here. This is the definition of what a formula means.
   *
   * @return an object of the class that {@link ValueType} names for the formula's type, or null
   */
  @Nullable Object evaluate(Formula formula, Values values);

  /**
   * The values of a formula in the rows of an element, in their order; so also of functions that
   * look at rows around.
   *
   * @param rows how many there are
   * @param values {@link Values#values} of a column has one for each row
   */
  default List<@Nullable Object> evaluateRows(Formula formula, int rows, Values values) {
    return evaluateRows(formula, rows, values, List.of());
  }

  /**
   * The values of a formula in the rows of an element that has groups: aggregates, and functions
   * that look at rows around, stay among the rows that hold the same in some columns.
   *
   * @param groupBy columns, the outermost group first
   */
  List<@Nullable Object> evaluateRows(
      Formula formula, int rows, Values values, List<Reference> groupBy);

  /**
   * One SQL statement that gives a page of an element's rows.
   *
   * @throws FormulaException {@code UNSUPPORTED} if the dialect lacks an operator that is used
   */
  SqlStatement translate(ElementQuery query, Dialect dialect);

  /**
   * One SQL statement that gives the number of rows that an element's filter leaves, whatever the
   * page; its only column is a number.
   *
   * @throws FormulaException {@code UNSUPPORTED} if the dialect lacks an operator that is used
   */
  SqlStatement count(ElementQuery query, Dialect dialect);

  /** Every function, in catalogue order. */
  List<FunctionSignature> functions();

  /** The literal that means {@code value}: what a designer would have to type. */
  String literal(@Nullable Object value);
}
