package dev.millrace.app.value;

import dev.millrace.workbook.access.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One value each way. Reading refuses with {@code VALUE_TYPE} or {@code VALUE_INVALID} and names
 * the field; the value itself is never repeated.
 */
final class JsonValues {
  private static final int MOST_DIGITS = 100;
  private static final int MOST_CHARACTERS = 100_000;

  private JsonValues() {}

  static String text(Object value, String field) {
    if (!(value instanceof String text)) {
      throw type(field, "a text");
    }
    if (text.length() > MOST_CHARACTERS) {
      throw invalid(field, "is longer than %d characters".formatted(MOST_CHARACTERS));
    }
    if (text.indexOf('\0') >= 0 || hasLoneSurrogate(text)) {
      throw invalid(field, "holds a character that no warehouse can keep");
    }
    return text;
  }

  static Object number(Object value, String field) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case Long whole -> whole;
      case BigInteger whole -> bounded(new BigDecimal(whole), field);
      case BigDecimal decimal -> bounded(decimal, field);
      default -> throw type(field, "a number");
    };
  }

  static Boolean logical(Object value, String field) {
    if (value instanceof Boolean logical) {
      return logical;
    }
    throw type(field, "true or false");
  }

  /** What goes out: numbers with all their digits, dates as ISO text without a zone. */
  static @Nullable Object out(@Nullable Object value, boolean dateOnly) {
    if (value instanceof LocalDateTime moment) {
      return dateOnly && moment.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? moment.toLocalDate().toString()
          : moment.format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }
    return value;
  }

  /** An exponent of a billion is a short text and a very long number. */
  private static BigDecimal bounded(BigDecimal value, String field) {
    if (value.precision() > MOST_DIGITS || Math.abs((long) value.scale()) > MOST_DIGITS) {
      throw invalid(field, "has more than %d digits".formatted(MOST_DIGITS));
    }
    return value;
  }

  private static boolean hasLoneSurrogate(String text) {
    return text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF);
  }

  private static Refusal type(String field, String expected) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "VALUE_TYPE",
        "The field '%s' must be %s.".formatted(field, expected),
        Map.of("field", field));
  }

  private static Refusal invalid(String field, String why) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "VALUE_INVALID",
        "The field '%s' %s.".formatted(field, why),
        Map.of("field", field));
  }
}
