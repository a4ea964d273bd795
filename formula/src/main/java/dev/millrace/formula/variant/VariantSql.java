package dev.millrace.formula.variant;

import dev.millrace.formula.array.ArraySql;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** JSON in SQL: its text without blanks, null for null; the first character says what it holds. */
public final class VariantSql {
  private static final String BLANK = "[ \\t\\n\\r]";
  private static final String HEX = "[0-9a-fA-F]";
  private static final String PAIR =
      "\\\\u[dD][89abAB]%1$s\\\\u[dD][c-fC-F]%1$s".formatted(HEX.repeat(2));
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"";

  /** Escapes of characters that texts must not hold; PostgreSQL would fail wherever they are. */
  private static final String FORBIDDEN = "(^|[^\\\\])(\\\\\\\\)*\\\\u(0000|[dD][89a-fA-F])";

  /** What DuckDB takes for JSON, and others do not, or read differently. */
  private static final String LENIENT =
      ",%s*[]}]|[nN][aA][nN]|[iI][nN][fF]|[eE][+-]?[0-9]{4,}".formatted(BLANK);

  private static final String STRICT_STRING =
      "\"([^\"\\\\\\u0001-\\u001f]|\\\\[\"/bfnrt\\\\]|\\\\u(?!0000|[dD][89a-fA-F])%s|%s)*\""
          .formatted(HEX.repeat(4), PAIR);
  private static final String STRICT_SCALAR =
      "-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][+-]?[0-9]{1,3})?|true|false|null";

  /** Innermost arrays and objects of scalars; # is a string, @ another value. */
  private static final String INNERMOST = "[[]([#@](,[#@])*)?[]]|[{](#:[#@](,#:[#@])*)?[}]";

  private static final int MAX_DEPTH = 100;

  private static final TemplateOperator COLUMN =
      Primitives.each(
          "json of a column",
          "CASE WHEN NOT regexp_matches(%s, %s) THEN %s END"
              .formatted(duckDb(PAIR, ""), literal(FORBIDDEN), withoutBlanksOnDuckDb()),
          "CASE WHEN %s !~ %s THEN %s END"
              .formatted(postgres("{0}", PAIR, "''"), ours(FORBIDDEN), withoutBlanksOnPostgres()));

  private static final TemplateOperator READ =
      Primitives.each(
          "json of a text",
          "CASE WHEN json_valid({0}) AND NOT regexp_matches(%s, %s) AND NOT regexp_matches(%s, %s) THEN %s END"
              .formatted(
                  duckDb(QUOTED, ""),
                  literal(LENIENT),
                  duckDb(PAIR, ""),
                  literal(FORBIDDEN),
                  withoutBlanksOnDuckDb()),
          "CASE WHEN %s !~ '[#@]' AND (WITH RECURSIVE r(t, n) AS (SELECT %s, 0 UNION ALL SELECT %s, n + 1 FROM r WHERE n <= %d AND %s <> t) SELECT t IN ('#', '@') FROM r ORDER BY n DESC LIMIT 1) THEN %s END"
              .formatted(
                  postgres("{0}", STRICT_STRING, "''"),
                  postgres(
                      postgres(postgres("{0}", STRICT_STRING, "'#'"), STRICT_SCALAR, "'@'"),
                      BLANK + "+",
                      "''"),
                  postgres("t", INNERMOST, "'@'"),
                  MAX_DEPTH,
                  postgres("t", INNERMOST, "'@'"),
                  withoutBlanksOnPostgres()));

  private static final TemplateOperator FIELD =
      Primitives.each(
          "field",
          "CASE WHEN {0} LIKE '{%' THEN NULLIF(CAST(json_extract({0}, {1}) AS VARCHAR), 'null') END",
          "CASE WHEN {0} LIKE '{%' THEN NULLIF(CAST(CAST({0} AS JSON) -> CAST({2} AS TEXT) AS TEXT), 'null') END");
  private static final TemplateOperator MEMBER =
      Primitives.each(
          "member",
          "CASE WHEN {0} LIKE '[%' THEN NULLIF(CAST(json_extract({0}, {1}) AS VARCHAR), 'null') END",
          "CASE WHEN {0} LIKE '[%' THEN NULLIF(CAST(CAST({0} AS JSON) -> {2} AS TEXT), 'null') END");

  private VariantSql() {}

  /** A pattern as a text; it holds neither a single quote nor a tilde. */
  private static String literal(String pattern) {
    return "'" + pattern + "'";
  }

  /** The same, whatever PostgreSQL takes a backslash for. */
  private static String ours(String pattern) {
    return "replace('%s', '~', chr(92))".formatted(pattern.replace('\\', '~'));
  }

  private static String duckDb(String pattern, String replacement) {
    return "regexp_replace({0}, %s, '%s', 'g')".formatted(literal(pattern), replacement);
  }

  private static String postgres(String text, String pattern, String replacement) {
    return "regexp_replace(%s, %s, %s, 'g')".formatted(text, ours(pattern), replacement);
  }

  private static String withoutBlanksOnDuckDb() {
    return "NULLIF(%s, 'null')".formatted(duckDb("(" + QUOTED + ")|" + BLANK + "+", "\\1"));
  }

  private static String withoutBlanksOnPostgres() {
    return "NULLIF(%s, 'null')"
        .formatted(postgres("{0}", "(" + QUOTED + ")|" + BLANK + "+", "chr(92) || '1'"));
  }

  /** What a column of the warehouse holds, given as text. */
  public static Fragment column(SqlContext context, Fragment text) {
    return context.call(COLUMN, type(context), text);
  }

  /** What a text holds, or another value as JSON. */
  static Fragment json(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    return value.type().getSqlTypeName() == SqlTypeName.VARCHAR
        ? context.call(READ, type(context), value)
        : variant(context, arguments);
  }

  static Fragment variant(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.getFirst();
    return isVariant(value) ? value : context.cast(ArraySql.member(context, value), type(context));
  }

  static Fragment path(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.get(0);
    Fragment step = arguments.get(1);
    if (step.literal() instanceof String name) {
      String pointer = "/" + name.replace("~", "~0").replace("/", "~1");
      return context.call(FIELD, type(context), value, context.literal(pointer), step);
    }
    Fragment path = context.literal("$[" + step.literal() + "]");
    return context.call(MEMBER, type(context), value, path, step);
  }

  static boolean isVariant(Fragment value) {
    return value.type().getSqlTypeName() == SqlTypeName.VARIANT;
  }

  private static RelDataType type(SqlContext context) {
    return context.type(SqlTypeName.VARIANT);
  }
}
