package dev.millrace.formula.rex;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an SQL expression over the slots of a statement.
 *
 * @param rex an input reference means the slot of that number
 * @param depth of the expression; 1 for a slot or a literal
 * @param size number of operators and operands in it, repeated ones counted
 * @param layer the first layer of the statement in which it can be computed
 * @param window whether a window function stands in it
 * @param literal the value of a literal that was written in the formula, else null
 */
public record Fragment(
    RexNode rex, int depth, int size, int layer, boolean window, @Nullable Object literal) {
  /** How the warehouse holds it. */
  public RelDataType type() {
    return rex.getType();
  }

  boolean isLiteralNull() {
    return rex instanceof org.apache.calcite.rex.RexLiteral value && value.isNull();
  }
}
