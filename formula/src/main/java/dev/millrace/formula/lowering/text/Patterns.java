package dev.millrace.formula.lowering.text;

import dev.millrace.formula.pattern.RegularExpression;
import dev.millrace.formula.pattern.Replacement;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.Shaping;
import dev.millrace.formula.value.UrlPart;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;

/** What is found by patterns: arguments are the text, the pattern for RE2, and for PostgreSQL. */
public final class Patterns {
  private static final TemplateOperator MATCHES =
      Primitives.each("matches", "regexp_matches({0}, {1})", "({0} ~ {2})");
  private static final TemplateOperator COUNT =
      Primitives.each(
          "matches counted",
          "CAST(length(regexp_extract_all({0}, {1})) AS BIGINT)",
          "CASE WHEN {0} IS NOT NULL "
              + "THEN (SELECT count(*) FROM regexp_matches({0}, {2}, 'g')) END");
  private static final TemplateOperator FIRST = first(0);
  private static final TemplateOperator FIRST_GROUP = first(1);
  private static final TemplateOperator NTH =
      nth("CASE WHEN {3} >= 1 THEN regexp_extract_all({0}, {1}, 0)[{3}] END");

  /** A group that took no part is null in the list. */
  private static final TemplateOperator NTH_GROUP =
      nth(
          "CASE WHEN {3} >= 1 AND {3} <= length(regexp_extract_all({0}, {1}, 1)) "
              + "THEN COALESCE(regexp_extract_all({0}, {1}, 1)[{3}], '') END");

  /** From the replacement for RE2, and for PostgreSQL. */
  private static final TemplateOperator REPLACED = replaced("");

  /** From the number of characters that are put in place of each match, too. */
  private static final TemplateOperator REPLACED_WITH_TEXT =
      replaced("{5} * {6} <= " + Shaping.LONGEST + " AND ");

  private static final TemplateOperator LIMITED =
      Primitives.everywhere(
          "limited", "CASE WHEN length({0}) <= " + Shaping.LONGEST + " THEN {0} END");

  private Patterns() {}

  private static TemplateOperator first(int group) {
    return Primitives.each(
        "first match",
        "CASE WHEN regexp_matches({0}, {1}) THEN regexp_extract({0}, {1}, " + group + ") END",
        "(SELECT COALESCE(w.m[1], '') FROM regexp_matches({0}, {2}) AS w(m))");
  }

  private static TemplateOperator nth(String duckDb) {
    return Primitives.each(
        "match",
        duckDb,
        "(SELECT COALESCE(w.m[1], '') FROM regexp_matches({0}, {2}, 'g') "
            + "WITH ORDINALITY AS w(m, n) WHERE w.n = {3})");
  }

  private static TemplateOperator replaced(String condition) {
    String sql =
        "CASE WHEN "
            + condition
            + "length({0}) <= "
            + RegularExpression.LONGEST_REPLACED
            + " THEN regexp_replace({0}, %s, 'g') END";
    return Primitives.each(
        "matches replaced", sql.formatted("{1}, {3}"), sql.formatted("{2}, {4}"));
  }

  public static Fragment matches(SqlContext context, List<Fragment> arguments) {
    return matches(
        context, arguments.getFirst(), RegularExpression.tested(written(arguments.get(1))));
  }

  public static Fragment like(SqlContext context, List<Fragment> arguments) {
    return matches(
        context, arguments.getFirst(), RegularExpression.like(written(arguments.get(1))));
  }

  public static Fragment likeInAnyCase(SqlContext context, List<Fragment> arguments) {
    return matches(
        context,
        TextShapes.lower(context, arguments.getFirst()),
        RegularExpression.likeInAnyCase(written(arguments.get(1))));
  }

  private static Fragment matches(SqlContext context, Fragment text, RegularExpression pattern) {
    return context.call(MATCHES, context.type(SqlTypeName.BOOLEAN), places(context, text, pattern));
  }

  private static String written(Fragment constant) {
    return String.valueOf(constant.literal());
  }

  private static List<Fragment> places(
      SqlContext context, Fragment text, RegularExpression pattern, Fragment... others) {
    List<Fragment> places = new ArrayList<>();
    places.add(text);
    places.add(context.literal(pattern.re2()));
    places.add(context.literal(pattern.postgres()));
    places.addAll(List.of(others));
    return places;
  }

  public static Fragment count(SqlContext context, List<Fragment> arguments) {
    return count(
        context, arguments.getFirst(), RegularExpression.counted(written(arguments.get(1))));
  }

  private static Fragment count(SqlContext context, Fragment text, RegularExpression pattern) {
    return context.call(COUNT, context.type(SqlTypeName.BIGINT), places(context, text, pattern));
  }

  public static Fragment extract(SqlContext context, List<Fragment> arguments) {
    Fragment text = arguments.getFirst();
    String pattern = written(arguments.get(1));
    if (arguments.size() < 3 || Long.valueOf(1).equals(arguments.get(2).literal())) {
      return first(context, text, RegularExpression.extracted(pattern));
    }
    RegularExpression anywhere = RegularExpression.extractedAnywhere(pattern);
    return text(
        context,
        anywhere.used().isEmpty() ? NTH : NTH_GROUP,
        places(context, text, anywhere, arguments.get(2)));
  }

  private static Fragment first(SqlContext context, Fragment text, RegularExpression pattern) {
    return text(
        context, pattern.used().isEmpty() ? FIRST : FIRST_GROUP, places(context, text, pattern));
  }

  private static Fragment text(
      SqlContext context, TemplateOperator operator, List<Fragment> arguments) {
    return context.bytewise(context.call(operator, context.type(SqlTypeName.VARCHAR), arguments));
  }

  public static Fragment replace(SqlContext context, List<Fragment> arguments) {
    Replacement replacement = Replacement.parse(written(arguments.get(2)));
    RegularExpression pattern = RegularExpression.replaced(written(arguments.get(1)), replacement);
    Fragment text = context.slot(arguments.getFirst());
    List<Fragment> places =
        places(
            context,
            text,
            pattern,
            context.literal(replacement.re2(pattern)),
            context.literal(replacement.postgres(pattern)));
    int own = replacement.ownCharacters();
    if (own > 0) {
      places.add(context.literal((long) own));
      places.add(count(context, text, pattern));
    }
    Fragment replaced = text(context, own > 0 ? REPLACED_WITH_TEXT : REPLACED, places);
    return text(context, LIMITED, List.of(replaced));
  }

  public static Fragment urlPart(SqlContext context, List<Fragment> arguments) {
    UrlPart part = UrlPart.named(written(arguments.getFirst())).orElseThrow();
    return first(context, arguments.get(1), RegularExpression.extracted(part.pattern()));
  }
}
