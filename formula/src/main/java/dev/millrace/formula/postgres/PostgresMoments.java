package dev.millrace.formula.postgres;

import dev.millrace.formula.value.DatePart;

/** Arithmetic with moments as PostgreSQL has it: exact, and without a step that could fail. */
public final class PostgresMoments {
  private PostgresMoments() {}

  /**
   * The sum, if it leads nearly into the years that there are: PostgreSQL knows some more, but not
   * without end, and raises an error beyond them.
   */
  public static String later(DatePart part, String sum) {
    return "CASE WHEN %s + {0} / %s BETWEEN -100 AND 10100 THEN %s END"
        .formatted(extract("year", "{1}"), inAYear(part), sum);
  }

  private static String inAYear(DatePart part) {
    return switch (part) {
      case YEAR -> "1.0";
      case QUARTER -> "4.0";
      case MONTH -> "12.0";
      case WEEK -> "52.18";
      case DAY -> "365.25";
      case HOUR -> "8766.0";
      case MINUTE -> "525960.0";
      case SECOND -> "31557600.0";
      case MILLISECOND -> "31557600000.0";
    };
  }

  /** Days and what is left of one apart: a float of seconds would lose digits. */
  public static String interval(DatePart part) {
    return switch (part) {
      case YEAR -> "make_interval(months => CAST({0} * 12 AS INTEGER))";
      case QUARTER -> "make_interval(months => CAST({0} * 3 AS INTEGER))";
      case MONTH -> "make_interval(months => CAST({0} AS INTEGER))";
      case WEEK -> "make_interval(days => CAST({0} * 7 AS INTEGER))";
      case DAY -> "make_interval(days => CAST({0} AS INTEGER))";
      case HOUR -> ofDay(24, "hours => CAST({0} % 24 AS INTEGER)");
      case MINUTE -> ofDay(1_440, "mins => CAST({0} % 1440 AS INTEGER)");
      case SECOND -> ofDay(86_400, "secs => CAST({0} % 86400 AS DOUBLE PRECISION)");
      case MILLISECOND ->
          ofDay(86_400_000, "secs => CAST({0} % 86400000 AS DOUBLE PRECISION) / 1000");
    };
  }

  private static String ofDay(int parts, String rest) {
    return "make_interval(days => CAST(div({0}, %d) AS INTEGER), %s)".formatted(parts, rest);
  }

  /** How many of that part lie between a fixed moment and this one. */
  public static String count(DatePart part, String moment) {
    return switch (part) {
      case YEAR -> extract("year", moment);
      case QUARTER ->
          "(%s * 4 + %s)".formatted(extract("year", moment), extract("quarter", moment));
      case MONTH -> "(%s * 12 + %s)".formatted(extract("year", moment), extract("month", moment));
      case WEEK -> "((CAST(%s AS DATE) - DATE '1970-01-04' + 1400000) / 7)".formatted(moment);
      case DAY -> "(CAST(%s AS DATE) - DATE '1970-01-01')".formatted(moment);
      case HOUR -> "floor(%s / 3600)".formatted(extract("epoch", moment));
      case MINUTE -> "floor(%s / 60)".formatted(extract("epoch", moment));
      case SECOND -> "floor(%s)".formatted(extract("epoch", moment));
      case MILLISECOND -> "floor(%s * 1000)".formatted(extract("epoch", moment));
    };
  }

  private static String extract(String field, String moment) {
    return "extract(%s FROM %s)".formatted(field, moment);
  }
}
