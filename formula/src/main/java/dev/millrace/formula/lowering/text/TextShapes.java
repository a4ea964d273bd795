package dev.millrace.formula.lowering.text;

import dev.millrace.formula.postgres.PostgresLetters;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.Shaping;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** Text functions that cut, fill and turn. None makes a text that is longer than all may be. */
public final class TextShapes {
  private static final TemplateOperator UPPER =
      Primitives.each("upper", "upper({0})", PostgresLetters.UPPER.replace("{text}", "{0}"));
  private static final TemplateOperator LOWER =
      Primitives.each("lower", "lower({0})", PostgresLetters.LOWER.replace("{text}", "{0}"));

  private static final TemplateOperator TRIM = Primitives.everywhere("trim", "trim({0}, {1})");
  private static final TemplateOperator TRIM_START =
      Primitives.everywhere("trim start", "ltrim({0}, {1})");
  private static final TemplateOperator TRIM_END =
      Primitives.everywhere("trim end", "rtrim({0}, {1})");

  private static final TemplateOperator PAD_LEFT = padding("lpad");
  private static final TemplateOperator PAD_RIGHT = padding("rpad");

  private static final TemplateOperator REPEAT =
      Primitives.everywhere(
          "repeat",
          limited(
              "CASE WHEN {0} = '' AND {1} >= 1 THEN {0} "
                  + "WHEN {1} >= 1 THEN repeat({0}, CASE WHEN length({0}) <= LONGEST / {1} "
                  + "THEN {1} END) END"));

  private static final TemplateOperator REPLACE =
      Primitives.each("replace", replacing("//"), replacing("/"));

  /** From the text in upper case and in lower case, and the pattern of a word. */
  private static final TemplateOperator PROPER =
      Primitives.each(
          "proper",
          "CASE WHEN {0} IS NOT NULL THEN array_to_string(list_transform(list_zip(regexp_extract_all({0}, {2}), "
              + "regexp_extract_all({1}, {2})), lambda w: left(w[1], 1) || substr(w[2], 2)), '') END",
          "CASE WHEN {0} = '' THEN {0} ELSE (SELECT string_agg(left(w.u[1], 1) "
              + "|| substr(w.l[1], 2), '' ORDER BY w.n) FROM ROWS FROM (regexp_matches({0}, {2}, "
              + "'g'), regexp_matches({1}, {2}, 'g')) WITH ORDINALITY AS w(u, l, n)) END");

  private static final String WORDS = words();

  private TextShapes() {}

  /** The length is cut before, since engines compute branches that are not taken, too. */
  private static TemplateOperator padding(String function) {
    return Primitives.everywhere(
        function,
        limited(
            "CASE WHEN {1} <= 0 THEN left({0} || {2}, 0) WHEN {1} > LONGEST THEN NULL "
                + "WHEN {2} = '' OR {1} <= length({0} || left({2}, 0)) THEN left({0}, {1}) "
                + "ELSE %s({0}, CAST(CASE WHEN {1} <= LONGEST THEN {1} END AS INTEGER), {2}) END"
                    .formatted(function)));
  }

  /** Counts what is found first. */
  private static String replacing(String divide) {
    return limited(
        "CASE WHEN length({0}) + COALESCE((length({0}) - length(replace({0}, {1}, ''))) "
            + divide
            + " NULLIF(length({1}), 0), 0) * CAST(length({2}) - length({1}) AS BIGINT) <= LONGEST "
            + "THEN replace({0}, {1}, {2}) END");
  }

  private static String limited(String sql) {
    return sql.replace("LONGEST", String.valueOf(Shaping.LONGEST));
  }

  /** Written so that every engine reads it alike. */
  private static String words() {
    StringBuilder between = new StringBuilder();
    for (char c : Shaping.BETWEEN_WORDS.toCharArray()) {
      between.append(c <= ' ' || c == '_' || c > '~' ? "" : "\\").append(c);
    }
    return "[%1$s]+|[^%1$s]+".formatted(between);
  }

  public static Fragment trim(SqlContext context, List<Fragment> arguments) {
    return text(context, TRIM, withBlank(context, arguments, 1));
  }

  public static Fragment trimStart(SqlContext context, List<Fragment> arguments) {
    return text(context, TRIM_START, withBlank(context, arguments, 1));
  }

  public static Fragment trimEnd(SqlContext context, List<Fragment> arguments) {
    return text(context, TRIM_END, withBlank(context, arguments, 1));
  }

  public static Fragment padLeft(SqlContext context, List<Fragment> arguments) {
    return text(context, PAD_LEFT, withBlank(context, arguments, 2));
  }

  public static Fragment padRight(SqlContext context, List<Fragment> arguments) {
    return text(context, PAD_RIGHT, withBlank(context, arguments, 2));
  }

  /** What is trimmed or filled if nothing else is said. */
  private static List<Fragment> withBlank(SqlContext context, List<Fragment> arguments, int at) {
    if (arguments.size() > at) {
      return arguments;
    }
    List<Fragment> all = new ArrayList<>(arguments);
    all.add(context.literal(" "));
    return all;
  }

  public static Fragment repeat(SqlContext context, List<Fragment> arguments) {
    return text(context, REPEAT, arguments);
  }

  public static Fragment replace(SqlContext context, List<Fragment> arguments) {
    return text(context, REPLACE, arguments);
  }

  static Fragment lower(SqlContext context, Fragment text) {
    return text(context, LOWER, List.of(text));
  }

  public static Fragment proper(SqlContext context, List<Fragment> arguments) {
    Fragment text = context.slot(arguments.getFirst());
    return text(
        context,
        PROPER,
        List.of(text(context, UPPER, List.of(text)), lower(context, text), context.literal(WORDS)));
  }

  private static Fragment text(
      SqlContext context, TemplateOperator operator, List<Fragment> arguments) {
    return context.bytewise(context.call(operator, context.type(SqlTypeName.VARCHAR), arguments));
  }
}
