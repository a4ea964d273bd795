package dev.millrace.formula.array;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** Arrays as texts, and warehouse columns that hold JSON arrays. */
public final class ArrayTexts {
  private static final TemplateOperator JOINED = joined("{0}", "m IS NOT NULL", "NULL");
  private static final TemplateOperator JOINED_ALL = joined("{0}", "TRUE", "{2}");

  private static final String STRING =
      "\"([^\"~[:cntrl:]]|~[\"/bfnrt~]|~u(?!0000|[dD][89a-fA-F])%s)*\""
          .formatted("[0-9a-fA-F]".repeat(4));
  private static final String NUMBER = "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,3})?";
  private static final String SCALAR = " *(" + STRING + "|" + NUMBER + "|true|false|null) *";

  /** PostgreSQL: what is an array of scalars; ~ stands for the backslash, whatever literals do. */
  private static final String FLAT =
      "replace('^ *[[]( *|%1$s(,%1$s)*)[]] *$', '~', repeat(chr(92), 2))".formatted(SCALAR);

  /** Members of a JSON text that is an array, else null. */
  private static final TemplateOperator READ =
      TemplateOperator.named("array of a json text")
          .on(
              DUCKDB,
              "CASE WHEN json_valid({0}) AND json_type({0}) = 'ARRAY'"
                  + " AND len(list_filter(CAST(json_extract({0}, '$[*]') AS VARCHAR[]),"
                  + " lambda m: m LIKE '{%' OR m LIKE '[%')) = 0 THEN"
                  + " list_transform(CAST(json_extract({0}, '$[*]') AS VARCHAR[]),"
                  + " lambda m: CASE WHEN m = 'null' THEN NULL"
                  + " WHEN regexp_full_match(m, '-?[0-9]+[.][0-9]+')"
                  + " THEN rtrim(rtrim(m, '0'), '.') ELSE m END) END")
          .on(
              POSTGRESQL,
              "CASE WHEN {0} ~ "
                  + FLAT
                  + " THEN COALESCE((SELECT array_agg(CASE jsonb_typeof(m)"
                  + " WHEN 'null' THEN NULL WHEN 'number'"
                  + " THEN CAST(trim_scale(CAST(CAST(m AS TEXT) AS NUMERIC)) AS TEXT)"
                  + " ELSE CAST(m AS TEXT) END ORDER BY n)"
                  + " FROM jsonb_array_elements(CAST({0} AS JSONB)) WITH ORDINALITY AS u(m, n)),"
                  + " CAST(ARRAY[] AS TEXT[])) END")
          .build();

  private ArrayTexts() {}

  private static TemplateOperator joined(String array, String condition, String orNull) {
    String plain =
        "CASE WHEN m LIKE '\"%%' THEN %s WHEN m = 'true' THEN 'True' WHEN m = 'false' THEN 'False'"
            + " WHEN m IS NULL THEN "
            + orNull
            + " ELSE m END";
    return TemplateOperator.named("array as text")
        .on(
            DUCKDB,
            ("CASE WHEN %1$s IS NOT NULL THEN COALESCE(array_to_string(list_transform(list_filter("
                    + "%1$s, lambda m: %2$s), lambda m: %3$s), {1}), '') END")
                .formatted(array, condition, plain.formatted("json_extract_string(m, '$')")))
        .on(
            POSTGRESQL,
            ("CASE WHEN %1$s IS NOT NULL THEN COALESCE((SELECT string_agg(%3$s, {1} ORDER BY n)"
                    + " FROM unnest(%1$s) WITH ORDINALITY AS u(m, n) WHERE %2$s), '') END")
                .formatted(array, condition, plain.formatted("(CAST(m AS JSON) #>> '{}')")))
        .build();
  }

  static Fragment join(SqlContext context, List<Fragment> arguments) {
    Fragment separator = arguments.size() > 1 ? arguments.get(1) : context.literal(",");
    Fragment array = context.slot(arguments.getFirst());
    if (arguments.size() < 3) {
      return context.bytewise(
          context.call(JOINED, context.type(SqlTypeName.VARCHAR), array, separator));
    }
    Fragment orNull = context.slot(arguments.get(2));
    Fragment joined =
        context.call(JOINED_ALL, context.type(SqlTypeName.VARCHAR), array, separator, orNull);
    return context.bytewise(
        context.call(ArraySql.IF_KNOWN, context.type(SqlTypeName.VARCHAR), joined, orNull));
  }

  /** The array that a JSON text holds; null if it holds none. */
  public static Fragment read(SqlContext context, Fragment json) {
    return context.call(READ, context.array(), json);
  }
}
