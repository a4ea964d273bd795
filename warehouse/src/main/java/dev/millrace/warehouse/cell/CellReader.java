package dev.millrace.warehouse.cell;

import dev.millrace.workbook.model.Column;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller sent into the value a column stores, or says why it cannot stand there. The
 * only place that decides, whatever way the value came.
 */
public final class CellReader {
  /** Most UTF-8 bytes of a text cell. */
  public static final int MAX_BYTES = 1 << 20;

  /** Digits before and after the point of a stored number: DECIMAL(28, 10). */
  private static final int WHOLE_DIGITS = 18;

  private static final int SCALE = 10;

  private CellReader() {}

  /**
   * The value to store.
   *
   * @param given JSON-like, or an object of the class the column's type names
   * @throws CellException {@code VALUE_TYPE}, {@code VALUE_RANGE}, {@code VALUE_TOO_LONG}, {@code
   *     VALUE_TOO_LARGE}, {@code VALUE_NOT_ALLOWED}, {@code VALUE_REQUIRED}, {@code
   *     INVALID_CHARACTER}
   */
  public static @Nullable Object read(Column column, @Nullable Object given) {
    if (given == null || (given.equals("") && column.kind() != Column.Kind.TEXT)) {
      if (column.required()) {
        throw new CellException("VALUE_REQUIRED", "It may not be empty.");
      }
      return null;
    }
    Object value =
        switch (column.kind()) {
          case TEXT, SINGLE_SELECT -> text(column, given);
          case NUMBER -> number(column, given);
          case DATE -> date(given).toLocalDate().atStartOfDay();
          case DATETIME -> date(given);
          case CHECKBOX -> checkbox(given);
        };
    if (column.required() && value.equals("")) {
      throw new CellException("VALUE_REQUIRED", "It may not be empty.");
    }
    return value;
  }

  private static String text(Column column, Object given) {
    if (!(given instanceof String text)) {
      throw wrongType("a text", given);
    }
    refuseUnstorable(text);
    Column.Rules rules = column.rules();
    int length = text.codePointCount(0, text.length());
    if (rules.maxLength().isPresent() && length > rules.maxLength().get()) {
      throw new CellException(
          "VALUE_TOO_LONG",
          "It has %d characters; at most %d are allowed."
              .formatted(length, rules.maxLength().get()));
    }
    if (!rules.values().isEmpty() && !rules.values().contains(text)) {
      throw new CellException(
          "VALUE_NOT_ALLOWED", "Allowed are: %s.".formatted(shown(rules.values())));
    }
    return text;
  }

  private static void refuseUnstorable(String text) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        throw new CellException(
            "INVALID_CHARACTER", "The character NUL at position %d cannot be stored.".formatted(i));
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        bytes += 4;
        i++;
      } else if (Character.isSurrogate(c)) {
        throw new CellException(
            "INVALID_CHARACTER",
            "Position %d holds half of a character (a lone surrogate).".formatted(i));
      } else {
        bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      }
    }
    if (bytes > MAX_BYTES) {
      throw new CellException(
          "VALUE_TOO_LARGE",
          "It has %,d bytes; a cell holds at most %,d.".formatted(bytes, MAX_BYTES));
    }
  }

  private static BigDecimal number(Column column, Object given) {
    BigDecimal number =
        switch (given) {
          case BigDecimal decimal -> decimal;
          case BigInteger whole -> new BigDecimal(whole);
          case Double floating when Double.isFinite(floating) -> BigDecimal.valueOf(floating);
          case Float floating when Float.isFinite(floating) -> new BigDecimal(floating.toString());
          case Long whole -> BigDecimal.valueOf(whole);
          case Integer whole -> BigDecimal.valueOf(whole);
          default -> throw wrongType("a number", given);
        };
    // The number of digits is looked at before they are written out: 1E+999999999 is short to send.
    if ((long) number.precision() - number.scale() > WHOLE_DIGITS) {
      throw new CellException(
          "VALUE_RANGE",
          "A number has at most %d digits before the point.".formatted(WHOLE_DIGITS));
    }
    BigDecimal stored = number.setScale(SCALE, RoundingMode.HALF_UP);
    Column.Rules rules = column.rules();
    if (rules.min().isPresent() && stored.compareTo(rules.min().get()) < 0) {
      throw new CellException(
          "VALUE_RANGE", "It must be at least %s.".formatted(rules.min().get().toPlainString()));
    }
    if (rules.max().isPresent() && stored.compareTo(rules.max().get()) > 0) {
      throw new CellException(
          "VALUE_RANGE", "It must be at most %s.".formatted(rules.max().get().toPlainString()));
    }
    return stored;
  }

  private static LocalDateTime date(Object given) {
    try {
      LocalDateTime moment =
          switch (given) {
            case LocalDateTime already -> already;
            case LocalDate day -> day.atStartOfDay();
            case String text when text.length() == 10 -> LocalDate.parse(text).atStartOfDay();
            case String text -> LocalDateTime.parse(text);
            default -> throw wrongType("a date as ISO text, e.g. 2026-01-31", given);
          };
      if (moment.getYear() < 1 || moment.getYear() > 9999) {
        throw new CellException("VALUE_RANGE", "A date lies in the years 1 to 9999.");
      }
      return moment;
    } catch (DateTimeException e) {
      throw new CellException(
          "VALUE_TYPE", "It is not a date; write it as 2026-01-31 or 2026-01-31T08:30:00.");
    }
  }

  private static Boolean checkbox(Object given) {
    if (given instanceof Boolean checked) {
      return checked;
    }
    throw wrongType("true or false", given);
  }

  private static CellException wrongType(String wanted, Object given) {
    String found =
        switch (given) {
          case String text -> "a text";
          case Number number -> "a number";
          case Boolean logical -> "true or false";
          case List<?> list -> "a list";
          default -> "something else";
        };
    return new CellException("VALUE_TYPE", "It must be %s, not %s.".formatted(wanted, found));
  }

  private static String shown(List<String> values) {
    return values.size() <= 10
        ? String.join(", ", values)
        : String.join(", ", values.subList(0, 10)) + ", …";
  }
}
