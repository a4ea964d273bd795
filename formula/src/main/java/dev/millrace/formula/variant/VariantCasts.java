package dev.millrace.formula.variant;

import dev.millrace.formula.lowering.Casts;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeName;

/** Conversions of anything, JSON among it: what it holds decides, row by row. */
public final class VariantCasts {
  private static final String NUMBER = "-?[0-9]+([.][0-9]+)?([eE][+-]?[0-9]{1,2})?";

  private static final TemplateOperator HELD_TEXT =
      Primitives.each(
          "text in json",
          "CASE WHEN {0} LIKE '\"%' THEN json_extract_string({0}, '$') END",
          "CASE WHEN {0} LIKE '\"%' THEN CAST({0} AS JSON) #>> '{}' END");
  private static final TemplateOperator HELD_NUMBER =
      Primitives.each(
          "number in json",
          "CASE WHEN length({0}) <= 300 AND regexp_full_match({0}, '%s') THEN TRY_CAST({0} AS DECIMAL(38, 10)) END"
              .formatted(NUMBER),
          "CASE WHEN length({0}) <= 300 AND {0} ~ '^%s$' THEN CAST({0} AS NUMERIC(500, 10)) END"
              .formatted(NUMBER));
  private static final TemplateOperator HELD_LOGICAL =
      Primitives.everywhere(
          "logical in json", "CASE {0} WHEN 'true' THEN TRUE WHEN 'false' THEN FALSE END");

  private VariantCasts() {}

  public static Fragment text(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    if (!VariantSql.isVariant(value)) {
      return Casts.text(context, arguments);
    }
    Fragment json = context.slot(value);
    RelDataType text = context.type(SqlTypeName.VARCHAR);
    return context.bytewise(
        coalesce(
            context,
            text,
            heldText(context, json),
            Casts.text(context, List.of(context.slot(heldNumber(context, json)))),
            Casts.text(context, List.of(heldLogical(context, json))),
            context.cast(json, text)));
  }

  public static Fragment number(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    if (!VariantSql.isVariant(value)) {
      return Casts.number(context, arguments);
    }
    Fragment json = context.slot(value);
    Fragment number = heldNumber(context, json);
    return coalesce(
        context,
        number.type(),
        number,
        Casts.number(context, List.of(context.slot(heldText(context, json)))),
        context.cast(Casts.number(context, List.of(heldLogical(context, json))), number.type()));
  }

  public static Fragment logical(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    if (!VariantSql.isVariant(value)) {
      return Casts.logical(context, arguments);
    }
    Fragment json = context.slot(value);
    return coalesce(
        context,
        context.type(SqlTypeName.BOOLEAN),
        heldLogical(context, json),
        Casts.logical(context, List.of(context.slot(heldText(context, json)))),
        Casts.logical(context, List.of(heldNumber(context, json))));
  }

  public static Fragment date(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    if (!VariantSql.isVariant(value)) {
      return Casts.date(context, arguments);
    }
    Fragment json = context.slot(value);
    return coalesce(
        context,
        context.type(SqlTypeName.TIMESTAMP),
        Casts.date(context, List.of(context.slot(heldText(context, json)))),
        Casts.date(context, List.of(context.slot(heldNumber(context, json)))));
  }

  private static Fragment heldText(SqlContext context, Fragment json) {
    return context.bytewise(context.call(HELD_TEXT, context.type(SqlTypeName.VARCHAR), json));
  }

  private static Fragment heldNumber(SqlContext context, Fragment json) {
    Fragment number = context.call(HELD_NUMBER, context.decimal(38, 10), json);
    return context.unbounded() ? context.attempt(context.slot(number)) : number;
  }

  private static Fragment heldLogical(SqlContext context, Fragment json) {
    return context.call(HELD_LOGICAL, context.type(SqlTypeName.BOOLEAN), json);
  }

  private static Fragment coalesce(SqlContext context, RelDataType type, Fragment... choices) {
    return context.standard(SqlStdOperatorTable.COALESCE, type, choices);
  }
}
