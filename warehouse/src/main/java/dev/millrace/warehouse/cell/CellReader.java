package dev.millrace.warehouse.cell;

import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.rule.CellRules;
import dev.millrace.workbook.rule.Violation;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a caller sent into a value of a column's kind, or says why it is none. The only place
 * that decides, whatever way the value came.
 */
public final class CellReader {
  /** Most UTF-8 bytes of a text cell. */
  public static final int MAX_BYTES = 1 << 20;

  /** Digits before and after the point of a stored number: DECIMAL(28, 10). */
  private static final int WHOLE_DIGITS = 18;

  private static final int SCALE = 10;

  private CellReader() {}

  /**
   * The value, if it is of the column's kind and can be stored, whatever the column's rules say.
   *
   * @param given JSON-like, or an object of the class the column's type names
   * @return as {@link CellRules} takes it
   * @throws CellException {@code VALUE_TYPE}, {@code VALUE_RANGE}, {@code VALUE_TOO_LARGE}, {@code
   *     INVALID_CHARACTER}
   */
  public static @Nullable Object read(Column column, @Nullable Object given) {
    if (given == null || (given.equals("") && column.kind() != Column.Kind.TEXT)) {
      return null;
    }
    return switch (column.kind()) {
      case TEXT, SINGLE_SELECT -> text(given);
      case NUMBER -> number(given);
      case DATE -> date(given).toLocalDate().atStartOfDay();
      case DATETIME -> date(given).truncatedTo(ChronoUnit.MICROS);
      case CHECKBOX -> checkbox(given);
      case MULTI_SELECT -> choices(given);
    };
  }

  /** What the warehouse keeps of a value that {@link #read} gave. */
  public static @Nullable Object stored(@Nullable Object value) {
    return value instanceof List<?> choices
        ? Choices.text(choices.stream().map(String::valueOf).toList())
        : value;
  }

  /** The value again that {@link #stored} made; what is none is as good as empty. */
  public static @Nullable Object kept(Column column, @Nullable Object stored) {
    return column.kind() == Column.Kind.MULTI_SELECT && stored instanceof String text
        ? Choices.read(text).orElse(null)
        : stored;
  }

  private static String text(Object given) {
    if (!(given instanceof String text)) {
      throw wrongType("a text", given);
    }
    refuseUnstorable(text);
    return text;
  }

  /** Nothing chosen is an empty cell, however it is said. */
  private static @Nullable List<String> choices(Object given) {
    Object list = given instanceof String text ? Choices.read(text).orElse(null) : given;
    if (!(list instanceof List<?> values)) {
      throw wrongType("a list of texts", given);
    }
    if (values.size() > Choices.MOST) {
      throw new CellException(
          "VALUE_TOO_LARGE",
          "It has %,d choices; a cell holds at most %,d.".formatted(values.size(), Choices.MOST));
    }
    List<String> choices =
        Choices.of(values)
            .orElseThrow(() ->
                new CellException("VALUE_TYPE", "It must be a list of texts, each of them once."));
    choices.forEach(CellReader::refuseUnstorable);
    refuseTooLarge(Choices.text(choices));
    return choices.isEmpty() ? null : choices;
  }

  private static void refuseUnstorable(String text) {
    Optional<Violation> unfit = CellRules.storable(text);
    if (unfit.isPresent()) {
      throw new CellException(unfit.get().code(), unfit.get().message());
    }
    refuseTooLarge(text);
  }

  private static void refuseTooLarge(String text) {
    int bytes = text.length() <= MAX_BYTES / 3 ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw new CellException(
          "VALUE_TOO_LARGE",
          "It has %,d bytes; a cell holds at most %,d.".formatted(bytes, MAX_BYTES));
    }
  }

  private static BigDecimal number(Object given) {
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
    return number.setScale(SCALE, RoundingMode.HALF_UP);
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
}
