package dev.millrace.formula.calendar;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Moments made of their parts; null if there is no such moment. */
final class MadeDates {
  /** The first of a month, with parts out of range brought into it, so that it never fails. */
  private static final TemplateOperator FIRST =
      Primitives.everywhere(
          "first of the month",
          "make_timestamp(least(greatest({0}, 1), 9999), least(greatest({1}, 1), 12), 1, "
              + "least(greatest({2}, 0), 23), least(greatest({3}, 0), 59), "
              + "least(greatest({4}, 0), 59))");

  private static final String VALID =
      "{1} BETWEEN 1 AND 9999 AND {2} BETWEEN 1 AND 12 AND {4} BETWEEN 0 AND 23 "
          + "AND {5} BETWEEN 0 AND 59 AND {6} BETWEEN 0 AND 59 AND {3} BETWEEN 1 AND "
          + "extract(day FROM {0} + INTERVAL '1 month' - INTERVAL '1 day')";
  private static final TemplateOperator ON_DAY =
      Primitives.each(
          "on the day",
          "CASE WHEN " + VALID + " THEN {0} + to_days(CAST({3} - 1 AS INTEGER)) END",
          "CASE WHEN " + VALID + " THEN {0} + make_interval(days => {3} - 1) END");

  private MadeDates() {}

  static @Nullable LocalDateTime of(
      int year, int month, int day, int hour, int minute, int second) {
    try {
      return year < 1 || year > 9999
          ? null
          : LocalDateTime.of(year, month, day, hour, minute, second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  static @Nullable LocalDateTime of(Arguments parts) {
    return of(
        parts.count(0),
        parts.count(1),
        parts.count(2),
        parts.size() > 3 ? parts.count(3) : 0,
        parts.size() > 4 ? parts.count(4) : 0,
        parts.size() > 5 ? parts.count(5) : 0);
  }

  /** Year, month, day, then as much of hour, minute and second as there is. */
  static Fragment of(SqlContext context, List<Fragment> parts) {
    Fragment year = context.slot(parts.get(0));
    Fragment month = context.slot(parts.get(1));
    Fragment day = context.slot(parts.get(2));
    Fragment hour = time(context, parts, 3);
    Fragment minute = time(context, parts, 4);
    Fragment second = time(context, parts, 5);
    Fragment first =
        context.call(FIRST, context.type(SqlTypeName.TIMESTAMP), year, month, hour, minute, second);
    return context.call(
        ON_DAY, context.type(SqlTypeName.TIMESTAMP), first, year, month, day, hour, minute, second);
  }

  private static Fragment time(SqlContext context, List<Fragment> parts, int place) {
    return parts.size() > place ? context.slot(parts.get(place)) : context.literal(0L);
  }
}
