package dev.millrace.formula.lowering;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Numbers as 64 bits, and as places among bins of one width. */
public final class Bits {
  private static final TemplateOperator AS_BITS =
      TemplateOperator.named("as bits")
          .on(DUCKDB, "CASE WHEN {0} = trunc({0}) THEN TRY_CAST({0} AS BIGINT) END")
          .on(
              POSTGRESQL,
              "CASE WHEN {0} = trunc({0}) AND {0} >= -9223372036854775808"
                  + " AND {0} < 9223372036854775808 THEN CAST({0} AS BIGINT) END")
          .build();
  private static final TemplateOperator BIN =
      Primitives.everywhere(
          "bin",
          "CASE WHEN {0} IS NULL OR {1} IS NULL OR {2} IS NULL OR {3} IS NULL"
              + " OR {1} >= {2} OR {3} < 1 THEN NULL WHEN {0} < {1} THEN 0"
              + " WHEN {0} >= {2} THEN {3} + 1 ELSE {4} + 1 END");

  private Bits() {}

  /** {@code &} or {@code |}. */
  public static Lowering by(String sign) {
    TemplateOperator operator = Primitives.everywhere("bits " + sign, "({0} " + sign + " {1})");
    return (context, arguments) ->
        context.call(
            operator,
            context.type(SqlTypeName.BIGINT),
            arguments.stream().map(number -> of(context, number)).toList());
  }

  /** The number as 64 bits; null if it is not whole, or beyond them. */
  public static Fragment of(SqlContext context, Fragment number) {
    RelDataType held = context.type(SqlTypeName.BIGINT);
    return number.type().getSqlTypeName() == SqlTypeName.BIGINT
        ? number
        : context.call(AS_BITS, held, context.slot(number));
  }

  /** Whether the warehouse holds it without a fraction. */
  public static boolean isWhole(Fragment number) {
    return !Numbers.isFloat(number) && Numbers.scale(number) == 0;
  }

  /** Value, least, limit and number of the bins. */
  public static Fragment bin(SqlContext context, List<Fragment> arguments) {
    Fragment value = context.slot(arguments.get(0));
    Fragment least = context.slot(arguments.get(1));
    Fragment limit = context.slot(arguments.get(2));
    Fragment bins = context.slot(arguments.get(3));
    Fragment above = Decimals.subtract(context, List.of(value, least));
    Fragment width = Decimals.subtract(context, List.of(limit, least));
    Fragment place =
        Steps.divide(context, List.of(Decimals.multiply(context, List.of(above, bins)), width));
    return context.call(
        BIN, context.type(SqlTypeName.BIGINT), value, least, limit, bins, context.slot(place));
  }
}
