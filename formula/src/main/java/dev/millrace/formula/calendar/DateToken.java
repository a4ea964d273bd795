package dev.millrace.formula.calendar;

import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.TemplateOperator;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a letter after a percent sign stands for in date formats. */
// Operators do not change once they are built, but do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum DateToken {
  YEAR('Y', "uuuu", "lpad(CAST(year({0}) AS VARCHAR), 4, '0')", "YYYY", "[0-9]{4}"),
  SHORT_YEAR('y', "uu", null, "YY", "[0-9]{2}"),
  MONTH('m', "MM", null, "MM", "[0-9]{1,2}"),
  DAY('d', "dd", null, "DD", "[0-9]{1,2}"),
  PADDED_DAY('e', "ppd", "lpad(CAST(day({0}) AS VARCHAR), 2, ' ')", null, " ?[0-9]{1,2}"),
  HOUR('H', "HH", null, "HH24", "[0-9]{1,2}"),
  HOUR_OF_HALF('I', "hh", null, "HH12", "[0-9]{1,2}"),
  MINUTE('M', "mm", null, "MI", "[0-9]{1,2}"),
  SECOND('S', "ss", null, "SS", "[0-9]{1,2}"),
  MILLISECOND(
      'L',
      "SSS",
      "lpad(CAST(date_part('millisecond', {0}) % 1000 AS VARCHAR), 3, '0')",
      "MS",
      "[0-9]{3}"),
  HALF('p', "a", null, "AM", "[AaPp][Mm]"),
  SHORT_WEEKDAY('a', "EEE", null, "Dy", names("Sun|Mon|Tue|Wed|Thu|Fri|Sat")),
  WEEKDAY(
      'A',
      "EEEE",
      null,
      "FMDay",
      names("Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday")),
  SHORT_MONTH('b', "MMM", null, "Mon", names("Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec")),
  MONTH_NAME(
      'B',
      "MMMM",
      null,
      "FMMonth",
      names(
          "January|February|March|April|May|June|July|August|September|October|November|December")),
  DAY_OF_YEAR('j', "DDD", null, "DDD", "[0-9]{3}"),
  ISO_WEEKDAY('u', "e", null, "ID", "[1-7]"),
  WEEKDAY_NUMBER('w', "e", null, null, "[0-6]"),
  ZONE('Z', "'UTC'", "'UTC'", null, "(?:UTC|GMT|Z)"),
  OFFSET('z', "'+0000'", "'+0000'", null, "(?:Z|[+-][0-9]{2}:?[0-9]{2})");

  private final char letter;
  private final DateTimeFormatter local;
  private final TemplateOperator operator;
  private final String read;

  DateToken(
      char letter,
      String local,
      @Nullable String duckdb,
      @Nullable String postgresql,
      String read) {
    this.letter = letter;
    this.local = DateTimeFormatter.ofPattern(local, Locale.ENGLISH);
    this.operator =
        Primitives.each(
            "%" + letter,
            duckdb == null ? "strftime({0}, '%" + letter + "')" : duckdb,
            postgresql == null ? other(letter) : "to_char({0}, '" + postgresql + "')");
    this.read = read;
  }

  /** What to_char has no pattern for. */
  private static String other(char letter) {
    return switch (letter) {
      case 'e' -> "lpad(to_char({0}, 'FMDD'), 2, ' ')";
      case 'w' -> "CAST(extract(dow FROM {0}) AS VARCHAR)";
      case 'Z' -> "CAST('UTC' AS VARCHAR)";
      default -> "CAST('+0000' AS VARCHAR)";
    };
  }

  /** A pattern for names whatever their case, without a flag, which engines write differently. */
  private static String names(String alternatives) {
    StringBuilder pattern = new StringBuilder("(?:");
    alternatives
        .chars()
        .forEach(letter -> {
          if (letter == '|') {
            pattern.append('|');
          } else {
            pattern
                .append('[')
                .append((char) Character.toUpperCase(letter))
                .append((char) Character.toLowerCase(letter))
                .append(']');
          }
        });
    return pattern.append(')').toString();
  }

  static Optional<DateToken> of(int letter) {
    return Arrays.stream(values()).filter(token -> token.letter == letter).findFirst();
  }

  char letter() {
    return letter;
  }

  /** Of a moment, in English. */
  String text(LocalDateTime moment) {
    return switch (this) {
      case HALF -> moment.getHour() < 12 ? "AM" : "PM";
      case ISO_WEEKDAY -> String.valueOf(moment.getDayOfWeek().getValue());
      case WEEKDAY_NUMBER -> String.valueOf(moment.getDayOfWeek().getValue() % 7);
      default -> local.format(moment);
    };
  }

  /** The same in SQL, of a timestamp without zone. */
  TemplateOperator operator() {
    return operator;
  }

  /** A regular expression, without groups, for the texts it is read from. */
  String pattern() {
    return read;
  }
}
