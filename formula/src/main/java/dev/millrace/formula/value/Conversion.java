package dev.millrace.formula.value;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From one type to another; null where the value is unfit. */
public final class Conversion {
  private static final Pattern NUMBER =
      Pattern.compile(" *([+-]?(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)) *");
  private static final Pattern MOMENT =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})"
              + "(?:[T ]((?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,9})?)?))?");
  private static final Pattern TRUE = Pattern.compile("[Tt][Rr][Uu][Ee]");
  private static final Pattern FALSE = Pattern.compile("[Ff][Aa][Ll][Ss][Ee]");
  private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE;
  private static final DateTimeFormatter TO_THE_SECOND =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
  private static final BigDecimal EXPONENT_FROM = new BigDecimal("1E21");

  private static final int LONGEST_NUMBER = 400;

  private Conversion() {}

  /** The text of a value: numbers at their shortest, moments in ISO 8601, True and False. */
  public static String text(Object value) {
    return switch (value) {
      case Number number -> textOfNumber(number);
      case Boolean logical -> logical ? "True" : "False";
      case LocalDateTime moment -> textOfMoment(moment);
      default -> value.toString();
    };
  }

  private static String textOfNumber(Number number) {
    BigDecimal decimal = Arithmetic.decimal(number).stripTrailingZeros();
    if (number instanceof Double && decimal.abs().compareTo(EXPONENT_FROM) >= 0) {
      String digits = decimal.unscaledValue().abs().toString();
      String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
      int exponent = decimal.precision() - decimal.scale() - 1;
      return (decimal.signum() < 0 ? "-" : "") + digits.charAt(0) + fraction + "e+" + exponent;
    }
    return decimal.toPlainString();
  }

  private static String textOfMoment(LocalDateTime moment) {
    String seconds = TO_THE_SECOND.format(moment);
    int micros = moment.get(ChronoField.MICRO_OF_SECOND);
    if (micros == 0) {
      return seconds;
    }
    String fraction = String.format(Locale.ROOT, "%06d", micros);
    return seconds + "." + fraction.replaceAll("0+$", "");
  }

  /** Plain decimal notation, spaces around it allowed; ten fraction digits are kept. */
  public static @Nullable Number number(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (text.length() > LONGEST_NUMBER || !matcher.matches()) {
      return null;
    }
    return Arithmetic.fit(
        new BigDecimal(matcher.group(1)).setScale(Arithmetic.QUOTIENT_SCALE, RoundingMode.HALF_UP));
  }

  /** True and False in any case. */
  public static @Nullable Boolean logical(String text) {
    if (TRUE.matcher(text).matches()) {
      return true;
    }
    return FALSE.matcher(text).matches() ? false : null;
  }

  /**
   * {@code yyyy-mm-dd}, with {@code hh:mm}, seconds and a fraction if wanted; to the microsecond.
   */
  public static @Nullable LocalDateTime moment(String text) {
    Matcher matcher = MOMENT.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(matcher.group(1), DAY);
      String time = matcher.group(2);
      return DatePart.inRange(
          day.atTime(time == null ? LocalTime.MIDNIGHT : LocalTime.parse(time)));
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Seconds since 1970, UTC, rounded down. */
  public static @Nullable LocalDateTime moment(Number seconds) {
    Number whole = Rounding.floor(seconds);
    if (!(whole instanceof Long) && !(whole instanceof Double)) {
      return null;
    }
    double size = whole.doubleValue();
    if (Math.abs(size) > 1e12) {
      return null;
    }
    return DatePart.inRange(LocalDateTime.ofEpochSecond(whole.longValue(), 0, ZoneOffset.UTC));
  }
}
