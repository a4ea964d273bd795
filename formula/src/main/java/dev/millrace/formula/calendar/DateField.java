package dev.millrace.formula.calendar;

import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.TemplateOperator;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** A number that a moment has, by the name formulas give it. */
// Operators do not change once they are built, but do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum DateField {
  YEAR,
  QUARTER,
  MONTH,
  /** Of the year: week 1 holds 1 January, and weeks begin on Sunday. */
  WEEK,
  DAY,
  /** 1 is Sunday. */
  WEEKDAY,
  DAY_OF_YEAR,
  HOUR,
  MINUTE,
  SECOND,
  /** Of the second. */
  MILLISECOND,
  /** Whole seconds since 1970. */
  EPOCH;

  private final TemplateOperator operator = Primitives.each(label(), duckdb(), postgresql());

  /** The name in formulas, e.g. {@code day_of_year}. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  static List<String> labels() {
    return Arrays.stream(values()).map(DateField::label).toList();
  }

  static DateField named(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT));
  }

  long of(LocalDateTime moment) {
    return switch (this) {
      case YEAR -> moment.getYear();
      case QUARTER -> (moment.getMonthValue() + 2) / 3;
      case MONTH -> moment.getMonthValue();
      case WEEK ->
          (moment.getDayOfYear() - 1 + weekday(moment.withDayOfYear(1).getDayOfWeek())) / 7 + 1;
      case DAY -> moment.getDayOfMonth();
      case WEEKDAY -> weekday(moment.getDayOfWeek()) + 1;
      case DAY_OF_YEAR -> moment.getDayOfYear();
      case HOUR -> moment.getHour();
      case MINUTE -> moment.getMinute();
      case SECOND -> moment.getSecond();
      case MILLISECOND -> moment.get(ChronoField.MILLI_OF_SECOND);
      case EPOCH -> moment.toEpochSecond(ZoneOffset.UTC);
    };
  }

  /** 0 is Sunday. */
  private static int weekday(DayOfWeek day) {
    return day.getValue() % 7;
  }

  /** The number, of a timestamp without zone. */
  TemplateOperator operator() {
    return operator;
  }

  private String duckdb() {
    return switch (this) {
      case WEEKDAY -> "(dayofweek({0}) + 1)";
      case DAY_OF_YEAR -> "dayofyear({0})";
      case WEEK -> "((dayofyear({0}) - 1 + dayofweek(date_trunc('year', {0}))) // 7 + 1)";
      case MILLISECOND -> "(date_part('millisecond', {0}) % 1000)";
      case EPOCH -> "date_diff('second', TIMESTAMP '1970-01-01', {0})";
      default -> "date_part('" + label() + "', {0})";
    };
  }

  private String postgresql() {
    return switch (this) {
      case WEEKDAY -> whole("(extract(dow FROM {0}) + 1)");
      case DAY_OF_YEAR -> whole("extract(doy FROM {0})");
      case WEEK ->
          whole(
              "(floor((extract(doy FROM {0}) - 1 + extract(dow FROM date_trunc('year', {0}))) / 7) + 1)");
      case MILLISECOND -> whole("mod(floor(extract(milliseconds FROM {0})), 1000)");
      default -> whole("floor(extract(" + label() + " FROM {0}))");
    };
  }

  private static String whole(String number) {
    return "CAST(" + number + " AS BIGINT)";
  }
}
