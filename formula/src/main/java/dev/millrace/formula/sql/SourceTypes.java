package dev.millrace.formula.sql;

import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.tree.Node;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.type.SqlTypeName;

/** How the columns of a source are read, so that formulas can rely on their types. */
final class SourceTypes {
  private static final int DECIMAL_DIGITS = 28;
  private static final int DECIMAL_SCALE = 10;

  private SourceTypes() {}

  static RelDataType held(SqlContext context, ColumnType type) {
    return switch (type) {
      case TEXT, JSON -> context.type(SqlTypeName.VARCHAR);
      case INTEGER -> context.type(SqlTypeName.BIGINT);
      case DECIMAL -> context.decimal(DECIMAL_DIGITS, DECIMAL_SCALE);
      case DOUBLE -> context.type(SqlTypeName.DOUBLE);
      case TIMESTAMP, DATE -> context.type(SqlTypeName.TIMESTAMP);
      case BOOLEAN -> context.type(SqlTypeName.BOOLEAN);
    };
  }

  /** A date becomes its midnight, JSON its text; a float that is not finite becomes null. */
  static Fragment read(SqlContext context, int index, ColumnType type) {
    RelDataType held = held(context, type);
    Fragment column = new Fragment(new RexInputRef(index, held), 1, 1, 0, null);
    return switch (type) {
      case INTEGER, TIMESTAMP, BOOLEAN -> column;
      case TEXT -> context.bytewise(column);
      case DECIMAL, DATE -> context.cast(column, held);
      case JSON -> context.bytewise(context.cast(column, held));
      case DOUBLE -> context.call(Primitives.FINITE, held, column);
    };
  }

  /** The columns of the own element that a formula names. */
  static Set<String> ownNames(Node node) {
    Set<String> names = new LinkedHashSet<>();
    collect(node, names);
    return names;
  }

  private static void collect(Node node, Set<String> names) {
    switch (node) {
      case Node.Literal literal -> {}
      case Node.Name name -> {
        if (name.extent() == Extent.ROW) {
          names.add(name.reference().name());
        }
      }
      case Node.Call call -> {
        for (Node argument : call.arguments()) {
          collect(argument, names);
        }
      }
    }
  }
}
