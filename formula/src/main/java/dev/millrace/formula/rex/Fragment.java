package dev.millrace.formula.rex;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an SQL expression over the slots of a statement.
 *
 * @param rex an input reference means the slot of that number
 * @param depth of the expression; 1 for a slot or a literal
 * @param size number of operators and operands in it, repeated ones counted
 * @param layer the first layer of the statement in which it can be computed
 * @param literal the value of a literal that was written in the formula, else null
 */
public record Fragment(RexNode rex, int depth, int size, int layer, @Nullable Object literal) {
  /** How the warehouse holds it. */
  public RelDataType type() {
    return rex.getType();
  }

  /** Whether it is written as Null. */
  public boolean isNull() {
    return RexUtil.isNullLiteral(rex, true);
  }
}
