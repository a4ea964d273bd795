package dev.millrace.workbook.rule;

import dev.millrace.workbook.model.CellText;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.TextPattern;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of a column that look at one value alone. */
public final class CellRules {
  private static final int SHOWN = 10;
  private static final int MAX_SHOWN_LENGTH = 100;

  private CellRules() {}

  /**
   * Why the value may not stand in the column; empty if it may.
   *
   * @param value null, a {@link String}, {@link BigDecimal}, {@link LocalDateTime}, {@link Boolean}
   *     or a list of texts, by the kind of the column
   * @return {@code VALUE_REQUIRED}, {@code VALUE_RANGE}, {@code VALUE_TOO_SHORT}, {@code
   *     VALUE_TOO_LONG}, {@code VALUE_PATTERN}, {@code VALUE_NOT_ALLOWED}
   */
  public static Optional<Violation> check(Column column, @Nullable Object value) {
    if (column.required() && (value == null || value.equals(""))) {
      return violation("VALUE_REQUIRED", "It may not be empty.");
    }
    Column.Rules rules = column.rules();
    Optional<Violation> found =
        switch (value) {
          case null -> Optional.empty();
          case BigDecimal number -> range(number, rules.min(), rules.max());
          case LocalDateTime moment -> range(moment, rules.earliest(), rules.latest());
          case String text -> text(text, rules);
          default -> Optional.empty();
        };
    return found.isPresent() || value == null ? found : listed(value, rules);
  }

  /** Whether the text can be stored anywhere: no NUL, no half of a character. */
  public static Optional<Violation> storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return violation(
            "INVALID_CHARACTER", "The character NUL at position %d cannot be stored.".formatted(i));
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return violation(
            "INVALID_CHARACTER",
            "Position %d holds half of a character (a lone surrogate).".formatted(i));
      }
    }
    return Optional.empty();
  }

  private static <T extends Comparable<? super T>> Optional<Violation> range(
      T value, Optional<T> least, Optional<T> most) {
    if (least.isPresent() && value.compareTo(least.get()) < 0) {
      return violation(
          "VALUE_RANGE", "It must be at least %s.".formatted(CellText.of(least.get())));
    }
    if (most.isPresent() && value.compareTo(most.get()) > 0) {
      return violation("VALUE_RANGE", "It must be at most %s.".formatted(CellText.of(most.get())));
    }
    return Optional.empty();
  }

  private static Optional<Violation> text(String text, Column.Rules rules) {
    int length = text.codePointCount(0, text.length());
    if (rules.minLength().isPresent() && length < rules.minLength().get()) {
      return violation(
          "VALUE_TOO_SHORT",
          "It has %d characters; at least %d are needed."
              .formatted(length, rules.minLength().get()));
    }
    if (rules.maxLength().isPresent() && length > rules.maxLength().get()) {
      return violation(
          "VALUE_TOO_LONG",
          "It has %d characters; at most %d are allowed."
              .formatted(length, rules.maxLength().get()));
    }
    return rules.pattern().flatMap(pattern -> matched(text, pattern));
  }

  private static Optional<Violation> matched(String text, TextPattern pattern) {
    if (text.length() > TextPattern.MAX_TEXT) {
      return violation(
          "VALUE_TOO_LONG",
          "A text that has to match a pattern has at most %,d characters."
              .formatted(TextPattern.MAX_TEXT));
    }
    return pattern.matches(text)
        ? Optional.empty()
        : violation("VALUE_PATTERN", "It must match %s.".formatted(pattern));
  }

  private static Optional<Violation> listed(Object value, Column.Rules rules) {
    if (rules.values().isEmpty()) {
      return Optional.empty();
    }
    List<?> chosen = value instanceof List<?> list ? list : List.of(value);
    return chosen.stream()
            .filter(one -> one != null)
            .allMatch(one -> rules.values().contains(CellText.of(one)))
        ? Optional.empty()
        : violation("VALUE_NOT_ALLOWED", "Allowed are: %s.".formatted(shown(rules)));
  }

  private static String shown(Column.Rules rules) {
    String first =
        rules.values().stream()
            .limit(SHOWN)
            .map(CellRules::shown)
            .collect(Collectors.joining(", "));
    return rules.values().size() <= SHOWN ? first : first + ", …";
  }

  private static String shown(String value) {
    return value.length() <= MAX_SHOWN_LENGTH ? value : value.substring(0, MAX_SHOWN_LENGTH) + "…";
  }

  private static Optional<Violation> violation(String code, String message) {
    return Optional.of(new Violation(code, message));
  }
}
