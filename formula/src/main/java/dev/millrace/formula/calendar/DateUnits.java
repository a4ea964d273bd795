package dev.millrace.formula.calendar;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Where units of time begin and end. */
final class DateUnits {
  /** Names of the units that hold a second. */
  static final List<String> OF_SECONDS =
      Arrays.stream(DatePart.values())
          .filter(part -> part != DatePart.MILLISECOND)
          .map(DatePart::label)
          .toList();

  private static final Map<DatePart, TemplateOperator> START = new EnumMap<>(DatePart.class);
  private static final Map<DatePart, TemplateOperator> LAST = new EnumMap<>(DatePart.class);

  static {
    for (DatePart part : DatePart.values()) {
      String start = start(part);
      START.put(
          part,
          Primitives.everywhere(
              "start of " + part.label(),
              part == DatePart.WEEK
                  ? "CASE WHEN {0} >= TIMESTAMP '0001-01-07' THEN " + start + " END"
                  : start));
      String last = "(" + start + " + " + length(part) + " - INTERVAL '1 second')";
      LAST.put(
          part,
          Primitives.everywhere(
              "end of " + part.label(),
              part == DatePart.WEEK
                  ? "CASE WHEN {0} < TIMESTAMP '9999-12-26' THEN " + last + " END"
                  : last));
    }
  }

  private DateUnits() {}

  private static String start(DatePart part) {
    return part == DatePart.WEEK
        // Engines begin it on Monday.
        ? "(date_trunc('week', {0} + INTERVAL '1 day') - INTERVAL '1 day')"
        : "date_trunc('" + part.label() + "', {0})";
  }

  private static String length(DatePart part) {
    return switch (part) {
      case QUARTER -> "INTERVAL '3 months'";
      case WEEK -> "INTERVAL '7 days'";
      default -> "INTERVAL '1 " + part.label() + "'";
    };
  }

  /** Where the unit begins that the moment lies in; null before the year 1. */
  static @Nullable LocalDateTime start(DatePart part, LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    return switch (part) {
      case YEAR -> day.withDayOfYear(1);
      case QUARTER -> day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3);
      case MONTH -> day.withDayOfMonth(1);
      case WEEK -> DatePart.inRange(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY)));
      case DAY -> day;
      case HOUR -> moment.truncatedTo(ChronoUnit.HOURS);
      case MINUTE -> moment.truncatedTo(ChronoUnit.MINUTES);
      case SECOND -> moment.truncatedTo(ChronoUnit.SECONDS);
      case MILLISECOND -> moment.truncatedTo(ChronoUnit.MILLIS);
    };
  }

  /** Its last second; null after the year 9999. */
  static @Nullable LocalDateTime last(DatePart part, LocalDateTime moment) {
    LocalDateTime day = moment.truncatedTo(ChronoUnit.DAYS);
    LocalDateTime next =
        switch (part) {
          case YEAR -> day.withDayOfYear(1).plusYears(1);
          case QUARTER ->
              day.withDayOfMonth(1).minusMonths((day.getMonthValue() - 1) % 3).plusMonths(3);
          case MONTH -> day.withDayOfMonth(1).plusMonths(1);
          case WEEK -> day.with(TemporalAdjusters.next(DayOfWeek.SUNDAY));
          case DAY -> day.plusDays(1);
          case HOUR -> moment.truncatedTo(ChronoUnit.HOURS).plusHours(1);
          case MINUTE -> moment.truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
          case SECOND, MILLISECOND -> moment.truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        };
    return DatePart.inRange(next.minusSeconds(1));
  }

  static Fragment start(SqlContext context, DatePart part, Fragment moment) {
    return context.call(
        Objects.requireNonNull(START.get(part)), context.type(SqlTypeName.TIMESTAMP), moment);
  }

  static Fragment last(SqlContext context, DatePart part, Fragment moment) {
    return context.call(
        Objects.requireNonNull(LAST.get(part)), context.type(SqlTypeName.TIMESTAMP), moment);
  }
}
