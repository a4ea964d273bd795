package dev.millrace.formula.value;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A unit of time, by the name formulas give it. Weeks begin on Sunday. */
public enum DatePart {
  YEAR,
  QUARTER,
  MONTH,
  WEEK,
  DAY,
  HOUR,
  MINUTE,
  SECOND,
  MILLISECOND;

  private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
  private static final LocalDateTime AFTER_LAST = LocalDateTime.of(10_000, 1, 1, 0, 0);
  private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);
  private static final LocalDate A_SUNDAY = LocalDate.of(1970, 1, 4);

  /** The name in formulas, e.g. {@code day}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Names of all parts, largest first. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(DatePart::label).toList();
  }

  public static Optional<DatePart> named(String label) {
    return Arrays.stream(values()).filter(part -> part.label().equals(label)).findFirst();
  }

  /** Past a month's end the month's last day is taken; outside the years 1 to 9999, null. */
  public @Nullable LocalDateTime add(long amount, LocalDateTime moment) {
    try {
      return inRange(
          switch (this) {
            case YEAR -> moment.plusMonths(Math.multiplyExact(amount, 12L));
            case QUARTER -> moment.plusMonths(Math.multiplyExact(amount, 3L));
            case MONTH -> moment.plusMonths(amount);
            case WEEK -> moment.plusDays(Math.multiplyExact(amount, 7L));
            case DAY -> moment.plusDays(amount);
            case HOUR -> moment.plusHours(amount);
            case MINUTE -> moment.plusMinutes(amount);
            case SECOND -> moment.plusSeconds(amount);
            case MILLISECOND -> moment.plus(amount, ChronoUnit.MILLIS);
          });
    } catch (ArithmeticException | DateTimeException e) {
      return null;
    }
  }

  /**
   * How many boundaries of this part lie between two moments; negative if the second is earlier.
   */
  public long between(LocalDateTime start, LocalDateTime end) {
    return index(end) - index(start);
  }

  private long index(LocalDateTime moment) {
    return switch (this) {
      case YEAR -> moment.getYear();
      case QUARTER -> Math.floorDiv(index(moment, 1), 3);
      case MONTH -> index(moment, 1);
      case WEEK -> Math.floorDiv(A_SUNDAY.until(moment.toLocalDate(), ChronoUnit.DAYS), 7L);
      case DAY -> moment.toLocalDate().toEpochDay();
      case HOUR -> Math.floorDiv(seconds(moment), 3600L);
      case MINUTE -> Math.floorDiv(seconds(moment), 60L);
      case SECOND -> seconds(moment);
      case MILLISECOND -> Math.floorDiv(micros(moment), 1000L);
    };
  }

  private static long index(LocalDateTime moment, int monthsEach) {
    return (moment.getYear() * 12L + moment.getMonthValue() - 1) / monthsEach;
  }

  private static long seconds(LocalDateTime moment) {
    return Math.floorDiv(micros(moment), 1_000_000L);
  }

  private static long micros(LocalDateTime moment) {
    Duration since = Duration.between(EPOCH, moment);
    return since.getSeconds() * 1_000_000L + since.getNano() / 1000;
  }

  /** The moment, to the microsecond, if it lies in the years 1 to 9999. */
  public static @Nullable LocalDateTime inRange(LocalDateTime moment) {
    return moment.isBefore(FIRST) || !moment.isBefore(AFTER_LAST)
        ? null
        : moment.truncatedTo(ChronoUnit.MICROS);
  }
}
