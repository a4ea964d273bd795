package dev.millrace.formula.lowering;

import dev.millrace.formula.postgres.PostgresMoments;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.type.SqlTypeName;

/** Arithmetic with moments. */
public final class Moments {
  private static final Map<DatePart, TemplateOperator> LATER = new EnumMap<>(DatePart.class);
  private static final Map<DatePart, TemplateOperator> BETWEEN = new EnumMap<>(DatePart.class);

  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime LAST = LocalDateTime.of(9999, 12, 31, 23, 59, 59);

  static {
    for (DatePart part : DatePart.values()) {
      LATER.put(
          part,
          Primitives.each(
              "DateAdd " + part.label(),
              inRange("TRY({1} + " + interval(part) + ")"),
              PostgresMoments.later(
                  part, inRange("({1} + " + PostgresMoments.interval(part) + ")"))));
      BETWEEN.put(
          part,
          Primitives.each(
              "DateDiff " + part.label(),
              part == DatePart.WEEK
                  ? "(" + sundays("{1}") + " - " + sundays("{0}") + ")"
                  : "date_diff('" + part.label() + "', {0}, {1})",
              "(%s - %s)"
                  .formatted(
                      PostgresMoments.count(part, "{1}"), PostgresMoments.count(part, "{0}"))));
    }
  }

  private static String inRange(String moment) {
    return "CASE WHEN "
        + moment
        + " >= TIMESTAMP '0001-01-01' AND "
        + moment
        + " <= TIMESTAMP '9999-12-31 23:59:59.999999' THEN "
        + moment
        + " END";
  }

  private Moments() {}

  private static String interval(DatePart part) {
    return switch (part) {
      case YEAR -> "to_months(CAST({0} * 12 AS INTEGER))";
      case QUARTER -> "to_months(CAST({0} * 3 AS INTEGER))";
      case MONTH -> "to_months(CAST({0} AS INTEGER))";
      case WEEK -> "to_days(CAST({0} * 7 AS INTEGER))";
      case DAY -> "to_days(CAST({0} AS INTEGER))";
      case HOUR -> "to_microseconds({0} * 3600000000)";
      case MINUTE -> "to_microseconds({0} * 60000000)";
      case SECOND -> "to_microseconds({0} * 1000000)";
      case MILLISECOND -> "to_microseconds({0} * 1000)";
    };
  }

  /** Sundays since long before the year 1; the engine's own weeks do not begin on one. */
  private static String sundays(String moment) {
    return "(date_diff('day', TIMESTAMP '1970-01-04', " + moment + ") + 1400000) // 7";
  }

  public static Fragment add(SqlContext context, List<Fragment> arguments) {
    Fragment whole = Rounded.round(context, List.of(arguments.get(1)));
    if (whole.literal() instanceof Long written && isBeyond(part(arguments.get(0)), written)) {
      // Engines compute constants before they ask whether they are needed.
      return context.nullOf(context.type(SqlTypeName.TIMESTAMP));
    }
    Fragment amount = context.cast(whole, context.type(SqlTypeName.BIGINT));
    Fragment rounded = whole.literal() instanceof Long ? amount : context.attempt(amount);
    return context.call(
        Objects.requireNonNull(LATER.get(part(arguments.get(0)))),
        context.type(SqlTypeName.TIMESTAMP),
        rounded,
        arguments.get(2));
  }

  /** Whether it leads out of all years that there are, from wherever. */
  private static boolean isBeyond(DatePart part, long amount) {
    return part.add(amount, FIRST) == null && part.add(amount, LAST) == null;
  }

  public static Fragment between(SqlContext context, List<Fragment> arguments) {
    return context.call(
        Objects.requireNonNull(BETWEEN.get(part(arguments.get(0)))),
        context.type(SqlTypeName.BIGINT),
        arguments.get(1),
        arguments.get(2));
  }

  private static DatePart part(Fragment label) {
    return DatePart.named(String.valueOf(label.literal())).orElseThrow();
  }
}
