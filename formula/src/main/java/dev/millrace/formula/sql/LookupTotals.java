package dev.millrace.formula.sql;

import dev.millrace.formula.function.Definition;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Aggregates over another element's rows where none has the key: they go over no rows. */
final class LookupTotals {
  private LookupTotals() {}

  /** Whether the call goes over no rows, too; others then give Null. */
  static boolean isTotal(Node.Call call) {
    return !(call.function().definition() instanceof Definition.Lookup(boolean total)) || total;
  }

  /**
   * What was found, or what the formula gives over no rows.
   *
   * @param rank null where nothing was found
   */
  static Fragment orOverNothing(
      SqlContext context, Node formula, Fragment found, Fragment rank, ElementColumns columns) {
    Fragment nothing = columns.translate(overNothing(formula));
    if (nothing.isNull()) {
      return found;
    }
    Fragment matched =
        context.standard(SqlStdOperatorTable.IS_NOT_NULL, context.type(SqlTypeName.BOOLEAN), rank);
    return context.standard(
        SqlStdOperatorTable.CASE, found.type(), List.of(matched, found, nothing));
  }

  private static Node overNothing(Node node) {
    if (!(node instanceof Node.Call call)) {
      return node;
    }
    if (call.function().definition() instanceof Definition.Aggregate(Definition.OfRows of)) {
      @Nullable Object value = of.apply(List.of());
      return new Node.Literal(value, call.type(), call.span());
    }
    List<Node> arguments = new ArrayList<>(call.arguments().size());
    call.arguments().forEach(argument -> arguments.add(overNothing(argument)));
    return new Node.Call(call.function(), arguments, call.type(), call.span());
  }
}
