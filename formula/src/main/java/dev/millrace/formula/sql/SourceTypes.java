package dev.millrace.formula.sql;

import static dev.millrace.formula.Dialect.POSTGRESQL;

import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.variant.VariantSql;
import java.util.LinkedHashSet;
import java.util.Set;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.sql.type.SqlTypeName;

/** How the columns of a source are read, so that formulas can rely on their types. */
final class SourceTypes {
  private static final int DECIMAL_DIGITS = 28;
  private static final int DECIMAL_SCALE = 10;

  /** Numbers without bound also hold infinity, and what is no number; neither has a cast. */
  private static final TemplateOperator BOUNDED =
      TemplateOperator.named("bounded")
          .on(
              POSTGRESQL,
              "CASE WHEN abs({0}) < 1e%1$d THEN CAST({0} AS NUMERIC(500, %2$d)) END"
                  .formatted(DECIMAL_DIGITS - DECIMAL_SCALE, DECIMAL_SCALE))
          .build();

  /** Moments of the years 1 to 9999: others, and infinite ones, fail in arithmetic. */
  private static final TemplateOperator IN_RANGE =
      TemplateOperator.named("moment in range")
          .on(
              POSTGRESQL,
              "CASE WHEN {0} >= DATE '0001-01-01' AND {0} < DATE '10000-01-01' "
                  + "THEN CAST({0} AS TIMESTAMP) END")
          .build();

  private SourceTypes() {}

  static RelDataType held(SqlContext context, ColumnType type) {
    return switch (type) {
      case TEXT, ARRAY -> context.type(SqlTypeName.VARCHAR);
      case JSON -> context.type(SqlTypeName.VARIANT);
      case INTEGER -> context.type(SqlTypeName.BIGINT);
      case DECIMAL -> context.decimal(DECIMAL_DIGITS, DECIMAL_SCALE);
      case DOUBLE -> context.type(SqlTypeName.DOUBLE);
      case TIMESTAMP, DATE -> context.type(SqlTypeName.TIMESTAMP);
      case BOOLEAN -> context.type(SqlTypeName.BOOLEAN);
    };
  }

  /**
   * A date becomes its midnight, JSON its text; a float that is not finite becomes null, and so
   * does on engines without bounds what is beyond those of the type.
   */
  static Fragment read(SqlContext context, int index, ColumnType type) {
    RelDataType held = held(context, type);
    Fragment column = new Fragment(new RexInputRef(index, held), 1, 1, 0, null);
    return switch (type) {
      case INTEGER, BOOLEAN -> column;
      case TEXT, ARRAY -> context.bytewise(column);
      case TIMESTAMP -> context.unbounded() ? context.call(IN_RANGE, held, column) : column;
      case DATE ->
          context.unbounded() ? context.call(IN_RANGE, held, column) : context.cast(column, held);
      case DECIMAL ->
          context.unbounded() ? context.call(BOUNDED, held, column) : context.cast(column, held);
      case JSON ->
          VariantSql.column(context, context.cast(column, context.type(SqlTypeName.VARCHAR)));
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
