package dev.millrace.formula.array;

import dev.millrace.formula.lowering.Bits;
import dev.millrace.formula.lowering.Casts;
import dev.millrace.formula.lowering.Decimals;
import dev.millrace.formula.lowering.Steps;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Lowering;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;

/** Arrays in SQL: arrays of the JSON texts of their members, null for Null. */
public final class ArraySql {
  private static final TemplateOperator TEXT_MEMBER =
      Primitives.each(
          "text as member",
          "CAST(to_json({0}) AS VARCHAR)",
          "CAST(to_json(CAST({0} AS TEXT)) AS TEXT)");
  private static final TemplateOperator LOGICAL_MEMBER =
      Primitives.everywhere(
          "logical as member", "CASE WHEN {0} THEN 'true' WHEN NOT {0} THEN 'false' END");
  private static final TemplateOperator DATE_MEMBER =
      Primitives.everywhere("date as member", "'\"' || {0} || '\"'");
  private static final TemplateOperator JSON_TEXT =
      Primitives.each(
          "json text of an array",
          "CASE WHEN {0} IS NOT NULL THEN '[' || COALESCE(array_to_string(list_transform({0},"
              + " lambda m: COALESCE(m, 'null')), ','), '') || ']' END",
          "'[' || array_to_string({0}, ',', 'null') || ']'");
  private static final TemplateOperator ARRAY =
      Primitives.each("array", "[{0...}]", "CAST(ARRAY[{0...}] AS TEXT[])");
  private static final TemplateOperator LENGTH =
      Primitives.each("length of an array", "len({0})", "cardinality({0})");
  private static final TemplateOperator COMPACT =
      Primitives.each(
          "compact",
          "list_filter({0}, lambda m: m IS NOT NULL)",
          "array_remove({0}, CAST(NULL AS TEXT))");
  private static final TemplateOperator CONCAT =
      Primitives.each(
          "arrays joined",
          "CASE WHEN len({0}) + len({1}) <= %1$d THEN list_concat({0}, {1}) END"
              .formatted(Arrays.LONGEST),
          "CASE WHEN cardinality({0}) + cardinality({1}) <= %1$d THEN {0} || {1} END"
              .formatted(Arrays.LONGEST));
  private static final TemplateOperator CONTAINS =
      Primitives.each(
          "contains",
          "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL THEN list_contains({0}, {1}) END",
          "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL"
              + " THEN COALESCE({1} = ANY({0}), FALSE) END");
  private static final TemplateOperator DISTINCT =
      Primitives.each("distinct", filtered("TRUE"), chosen("TRUE"));
  private static final TemplateOperator EXCEPT =
      Primitives.each(
          "except",
          filtered("NOT list_contains(%s, m)".formatted(spelled("{1}", "o"))),
          chosen("NOT (m = ANY(array_replace({1}, CAST(NULL AS TEXT), 'null')))"));
  private static final TemplateOperator BOTH =
      Primitives.each(
          "intersection",
          filtered("list_contains(%s, m)".formatted(spelled("{1}", "o"))),
          chosen("m = ANY(array_replace({1}, CAST(NULL AS TEXT), 'null'))"));
  private static final TemplateOperator SLICE =
      Primitives.each(
          "slice",
          "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL"
              + " THEN list_slice({0}, {1} + 1, {1} + greatest({2}, 0)) END",
          "CASE WHEN {0} IS NOT NULL AND {1} IS NOT NULL AND {2} IS NOT NULL"
              + " THEN ({0})[CAST({1} AS INTEGER) + 1"
              + " : CAST(least({1} + greatest({2}, 0), 2000000000) AS INTEGER)] END");
  private static final TemplateOperator FROM_END =
      Primitives.everywhere(
          "from the end", "CASE WHEN {0} < 0 THEN greatest({1} + {0}, 0) ELSE {0} END");
  private static final TemplateOperator SPLIT =
      Primitives.each(
          "split",
          "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL"
              + " WHEN {1} = '' THEN [CAST(to_json({0}) AS VARCHAR)]"
              + " ELSE list_transform(string_split({0}, {1}), lambda m: CAST(to_json(m) AS VARCHAR)) END",
          "CASE WHEN {0} IS NULL OR {1} IS NULL THEN NULL"
              + " WHEN {0} = '' OR {1} = '' THEN ARRAY[CAST(to_json(CAST({0} AS TEXT)) AS TEXT)]"
              + " ELSE (SELECT array_agg(CAST(to_json(m) AS TEXT) ORDER BY n)"
              + " FROM unnest(string_to_array({0}, {1})) WITH ORDINALITY AS u(m, n)) END");
  private static final TemplateOperator PLAIN =
      Primitives.each(
          "number of ten digits",
          "CASE WHEN TRY_CAST({0} AS DECIMAL(28, 10)) = {0} THEN TRY_CAST({0} AS DECIMAL(28, 10)) END",
          "CASE WHEN abs({0}) < 1e18 AND CAST({0} AS NUMERIC(500, 10)) = {0}"
              + " THEN CAST({0} AS NUMERIC(500, 10)) END");
  private static final TemplateOperator IN_RANGE =
      Primitives.everywhere(
          "number of 18 digits",
          "CASE WHEN {0} > -1000000000000000000 AND {0} < 1000000000000000000 THEN {0} END");
  private static final TemplateOperator WHOLE_SEQUENCE =
      Primitives.each(
          "sequence of whole numbers",
          sequence("CAST({0} + i * {1} AS VARCHAR)"),
          postgresSequence());
  private static final TemplateOperator SEQUENCE =
      Primitives.each(
          "sequence",
          sequence("rtrim(rtrim(CAST({0} + CAST(i AS DECIMAL(6, 0)) * {1} AS VARCHAR), '0'), '.')"),
          postgresSequence());
  private static final TemplateOperator GATHERED =
      Primitives.everywhere(
          "gathered",
          "array_agg({0}) FILTER (WHERE {0} IS NOT NULL) OVER ({order}"
              + " ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");

  static final TemplateOperator IF_KNOWN =
      Primitives.everywhere("if known", "CASE WHEN {1} IS NOT NULL THEN {0} END");

  static final Lowering GATHERED_ONCE =
      (context, arguments) -> distinct(context, List.of(gathered(context, arguments)));

  private ArraySql() {}

  private static String spelled(String array, String member) {
    return "list_transform(%s, lambda %2$s: COALESCE(%2$s, 'null'))".formatted(array, member);
  }

  /** DuckDB: each member once that fulfils a condition, in the order of their first places. */
  private static String filtered(String condition) {
    String all = spelled("{0}", "p");
    return ("CASE WHEN {0} IS NOT NULL THEN list_transform(list_filter(%1$s, lambda m, i:"
            + " list_position(%1$s, m) = i AND %2$s), lambda m: NULLIF(m, 'null')) END")
        .formatted(all, condition);
  }

  /** PostgreSQL: the same. */
  private static String chosen(String condition) {
    return ("CASE WHEN {0} IS NOT NULL THEN COALESCE((SELECT array_agg(NULLIF(m, 'null') ORDER BY n)"
            + " FROM (SELECT COALESCE(x, 'null') AS m, min(k) AS n FROM unnest({0})"
            + " WITH ORDINALITY AS u(x, k) GROUP BY 1) AS d WHERE %s), CAST(ARRAY[] AS TEXT[])) END")
        .formatted(condition);
  }

  /** First, step, number of steps, whole way. */
  private static String sequence(String member) {
    return ("CASE WHEN {1} = 0 THEN NULL WHEN {3} <> 0 AND ({3} < 0) <> ({1} < 0) THEN CAST([] AS VARCHAR[])"
            + " WHEN {2} < %d THEN list_transform(generate_series(0, CAST({2} AS BIGINT)), lambda i: %s)"
            + " END")
        .formatted(Arrays.LONGEST, member);
  }

  private static String postgresSequence() {
    return ("CASE WHEN {1} = 0 THEN NULL WHEN {3} <> 0 AND ({3} < 0) <> ({1} < 0) THEN CAST(ARRAY[] AS TEXT[])"
            + " WHEN {2} < %d THEN (SELECT array_agg(CAST(trim_scale({0} + i * {1}) AS TEXT) ORDER BY i)"
            + " FROM generate_series(0, CAST({2} AS INTEGER)) AS g(i)) END")
        .formatted(Arrays.LONGEST);
  }

  /** The value as its JSON text. */
  public static Fragment member(SqlContext context, Fragment value) {
    RelDataType text = context.type(SqlTypeName.VARCHAR);
    return switch (value.type().getSqlTypeName()) {
      case ARRAY -> json(context, value);
      case VARCHAR -> context.call(TEXT_MEMBER, text, value);
      case BOOLEAN -> context.call(LOGICAL_MEMBER, text, value);
      case TIMESTAMP -> context.call(DATE_MEMBER, text, Casts.text(context, List.of(value)));
      default -> Casts.text(context, List.of(value));
    };
  }

  /** The whole array as JSON text: how it leaves the warehouse. */
  public static Fragment json(SqlContext context, Fragment array) {
    return context.call(JSON_TEXT, context.type(SqlTypeName.VARCHAR), array);
  }

  static Fragment array(SqlContext context, List<Fragment> values) {
    return context.call(
        ARRAY, context.array(), values.stream().map(value -> member(context, value)).toList());
  }

  static Fragment length(SqlContext context, List<Fragment> arguments) {
    return context.call(LENGTH, context.type(SqlTypeName.BIGINT), arguments);
  }

  static Fragment compact(SqlContext context, List<Fragment> arguments) {
    return context.call(COMPACT, context.array(), arguments);
  }

  static Fragment joined(SqlContext context, List<Fragment> arguments) {
    Fragment all = arguments.getFirst();
    for (Fragment further : arguments.subList(1, arguments.size())) {
      all = context.call(CONCAT, context.array(), all, further);
    }
    return all;
  }

  static Fragment contains(SqlContext context, List<Fragment> arguments) {
    return context.call(
        CONTAINS,
        context.type(SqlTypeName.BOOLEAN),
        arguments.get(0),
        member(context, arguments.get(1)));
  }

  static Fragment distinct(SqlContext context, List<Fragment> arguments) {
    return context.call(DISTINCT, context.array(), arguments);
  }

  static Fragment except(SqlContext context, List<Fragment> arguments) {
    return ifBoth(context, EXCEPT, arguments);
  }

  static Fragment intersection(SqlContext context, List<Fragment> arguments) {
    return ifBoth(context, BOTH, arguments);
  }

  private static Fragment ifBoth(
      SqlContext context, TemplateOperator operator, List<Fragment> arguments) {
    Fragment second = context.slot(arguments.get(1));
    Fragment result = context.call(operator, context.array(), arguments.get(0), second);
    return context.call(IF_KNOWN, context.array(), result, second);
  }

  static Fragment slice(SqlContext context, List<Fragment> arguments) {
    Fragment array = context.slot(arguments.getFirst());
    RelDataType number = context.type(SqlTypeName.BIGINT);
    Fragment start =
        context.call(FROM_END, number, arguments.get(1), context.call(LENGTH, number, array));
    Fragment length =
        arguments.size() > 2 ? arguments.get(2) : context.literal((long) Integer.MAX_VALUE / 2);
    return context.call(SLICE, context.array(), array, context.slot(start), context.slot(length));
  }

  static Fragment split(SqlContext context, List<Fragment> arguments) {
    return context.call(SPLIT, context.array(), arguments);
  }

  static Fragment sequence(SqlContext context, List<Fragment> arguments) {
    List<Fragment> numbers = new ArrayList<>(arguments);
    if (numbers.size() < 3) {
      numbers.add(context.literal(1L));
    }
    boolean whole = numbers.stream().allMatch(Bits::isWhole);
    List<Fragment> plain = new ArrayList<>();
    for (Fragment number : numbers) {
      plain.add(context.slot(whole ? whole(context, number) : fraction(context, number)));
    }
    Fragment way =
        context.slot(Decimals.subtract(context, List.of(plain.get(1), plain.getFirst())));
    Fragment steps = context.slot(Steps.divide(context, List.of(way, plain.get(2))));
    return context.call(
        whole ? WHOLE_SEQUENCE : SEQUENCE,
        context.array(),
        plain.getFirst(),
        plain.get(2),
        steps,
        way);
  }

  private static Fragment whole(SqlContext context, Fragment number) {
    Fragment bits = context.slot(Bits.of(context, number));
    return context.call(IN_RANGE, context.type(SqlTypeName.BIGINT), bits);
  }

  private static Fragment fraction(SqlContext context, Fragment number) {
    return context.call(PLAIN, context.decimal(28, 10), context.slot(number));
  }

  static Fragment gathered(SqlContext context, List<Fragment> arguments) {
    Fragment member = context.slot(member(context, arguments.getFirst()));
    return context.window(GATHERED, context.array(), member);
  }
}
