package dev.millrace.warehouse.cell;

import dev.millrace.workbook.model.CellText;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stored value of one kind as a stored value of another: by way of its text, read by {@link
 * CellReader} as everywhere.
 *
 * @param value null if it does not fit
 * @param lost why all of it or some of it is lost; never holds the value
 */
public record Conversion(@Nullable Object value, Optional<String> lost) {
  private static final Conversion EMPTY = new Conversion(null, Optional.empty());

  /** Commas only where they part thousands: {@code 1,5} may be meant as a fraction. */
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?([0-9]{1,40}|[0-9]{1,3}(,[0-9]{3}){1,13})?([.][0-9]{0,250})?([eE][+-]?[0-9]{1,2})?");

  /**
   * The value in a column of another kind.
   *
   * @param from the kind it was stored as
   */
  public static Conversion of(Kind from, @Nullable Object stored, Column to) {
    if (stored == null) {
      return EMPTY;
    }
    if (from == to.kind()) {
      return new Conversion(stored, Optional.empty());
    }
    try {
      return converted(from, stored, to);
    } catch (CellException e) {
      return new Conversion(null, Optional.of(String.valueOf(e.getMessage())));
    }
  }

  /** The text of a stored value. */
  public static String text(Object stored) {
    return CellText.of(stored);
  }

  private static Conversion converted(Kind from, Object stored, Column to) {
    String text = text(stored);
    if (to.kind() != Kind.TEXT && text.isBlank()) {
      return EMPTY;
    }
    return switch (to.kind()) {
      case TEXT -> whole(to, text);
      case SINGLE_SELECT -> whole(to, from == Kind.MULTI_SELECT ? onlyChoice(text) : text);
      case MULTI_SELECT -> whole(to, from == Kind.TEXT ? text : List.of(text));
      case CHECKBOX -> whole(to, checkbox(text.strip()));
      case NUMBER -> number(to, text.strip());
      case DATE, DATETIME -> date(to, text.strip());
    };
  }

  private static Conversion whole(Column to, Object value) {
    return new Conversion(CellReader.stored(CellReader.read(to, value)), Optional.empty());
  }

  private static String onlyChoice(String list) {
    List<String> choices = Choices.read(list).orElse(List.of());
    if (choices.size() != 1) {
      throw new CellException(
          "VALUE_TYPE", "It has %,d choices; here there is one.".formatted(choices.size()));
    }
    return choices.getFirst();
  }

  private static Boolean checkbox(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "t", "1", "yes", "y" -> true;
      case "false", "f", "0", "no", "n" -> false;
      default -> throw new CellException("VALUE_TYPE", "It is neither true nor false.");
    };
  }

  private static Conversion number(Column to, String text) {
    if (!NUMBER.matcher(text).matches() || text.chars().noneMatch(Character::isDigit)) {
      throw new CellException("VALUE_TYPE", "It is not a number.");
    }
    BigDecimal exact;
    try {
      exact = new BigDecimal(text.replace(",", ""));
    } catch (NumberFormatException e) {
      throw new CellException("VALUE_TYPE", "It is not a number.");
    }
    Object kept = CellReader.read(to, exact);
    return kept instanceof BigDecimal number && number.compareTo(exact) != 0
        ? new Conversion(number, Optional.of("It has more digits after the point than are kept."))
        : new Conversion(kept, Optional.empty());
  }

  private static Conversion date(Column to, String text) {
    Object kept = CellReader.read(to, text);
    if (to.kind() == Kind.DATE && text.length() > 10 && kept instanceof LocalDateTime day) {
      LocalDateTime moment = LocalDateTime.parse(text);
      return moment.equals(day)
          ? new Conversion(day, Optional.empty())
          : new Conversion(day, Optional.of("It has a time of day, which a date does not keep."));
    }
    return new Conversion(kept, Optional.empty());
  }
}
