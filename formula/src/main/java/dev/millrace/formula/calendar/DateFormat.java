package dev.millrace.formula.calendar;

import dev.millrace.formula.function.Constants;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A date format that is written in a formula, taken apart.
 *
 * @param pieces texts and tokens in their order
 */
record DateFormat(List<Piece> pieces) {
  private static final int MAX_LENGTH = 200;

  /** A part of a format. */
  sealed interface Piece {
    /** Stands as it is. */
    record Plain(String text) implements Piece {}

    /** Stands for a part of the moment. */
    record Token(DateToken token) implements Piece {}
  }

  DateFormat {
    pieces = List.copyOf(pieces);
  }

  /** A format that was checked. */
  static DateFormat of(String format) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder plain = new StringBuilder();
    int from = 0;
    while (from < format.length()) {
      int sign = format.indexOf('%', from);
      plain.append(format, from, sign < 0 ? format.length() : sign);
      if (sign < 0) {
        break;
      }
      char letter = format.charAt(sign + 1);
      if (letter == '%') {
        plain.append('%');
      } else {
        addPlain(pieces, plain);
        pieces.add(new Piece.Token(DateToken.of(letter).orElseThrow()));
      }
      from = sign + 2;
    }
    addPlain(pieces, plain);
    return new DateFormat(pieces);
  }

  private static void addPlain(List<Piece> pieces, StringBuilder plain) {
    if (!plain.isEmpty()) {
      pieces.add(new Piece.Plain(plain.toString()));
      plain.setLength(0);
    }
  }

  /** Refuses formats in that place that cannot be written. */
  static Constants writableAt(int place) {
    return written ->
        written.get(place) instanceof String format
            ? problem(format).map(message -> new Constants.Unfit(place, message))
            : Optional.empty();
  }

  /** Refuses formats in that place from which no moment can be read. */
  static Constants readableAt(int place) {
    return written ->
        written.get(place) instanceof String format
            ? problem(format)
                .or(() -> unreadable(of(format)))
                .map(message -> new Constants.Unfit(place, message))
            : Optional.empty();
  }

  private static Optional<String> problem(String format) {
    if (format.length() > MAX_LENGTH) {
      return Optional.of("A date format has at most %d characters.".formatted(MAX_LENGTH));
    }
    for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i + 2)) {
      if (i + 1 == format.length()) {
        return Optional.of("The format ends after %; write %% for a percent sign.");
      }
      int letter = format.codePointAt(i + 1);
      if (letter != '%' && DateToken.of(letter).isEmpty()) {
        return Optional.of(
            "%%%s is no part of a date format. There are %s and %%%%."
                .formatted(
                    Character.toString(letter),
                    Arrays.stream(DateToken.values())
                        .map(token -> "%" + token.letter())
                        .collect(Collectors.joining(" "))));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> unreadable(DateFormat format) {
    Set<DateToken> seen = EnumSet.noneOf(DateToken.class);
    for (Piece piece : format.pieces) {
      if (piece instanceof Piece.Token(DateToken token) && !seen.add(token)) {
        return Optional.of("%%%s stands there twice.".formatted(token.letter()));
      }
    }
    return seen.contains(DateToken.YEAR) || seen.contains(DateToken.SHORT_YEAR)
        ? Optional.empty()
        : Optional.of("To read a date the format needs its year, %Y or %y.");
  }

  /** The moment in this format. */
  String text(LocalDateTime moment) {
    StringBuilder text = new StringBuilder();
    for (Piece piece : pieces) {
      text.append(
          switch (piece) {
            case Piece.Plain plain -> plain.text();
            case Piece.Token token -> token.token().text(moment);
          });
    }
    return text.toString();
  }

  /** A regular expression for whole texts, with a group for that token and no other. */
  String pattern(DateToken wanted) {
    StringBuilder pattern = new StringBuilder("^");
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Plain plain -> plain.text().codePoints().forEach(point -> quote(pattern, point));
        case Piece.Token(DateToken token) ->
            pattern.append(token == wanted ? "(" : "(?:").append(token.pattern()).append(')');
      }
    }
    return pattern.append('$').toString();
  }

  private static void quote(StringBuilder pattern, int point) {
    if (point < 128
        && point != '_'
        && !Character.isLetterOrDigit(point)
        && !Character.isWhitespace(point)) {
      pattern.append('\\');
    }
    pattern.appendCodePoint(point);
  }

  boolean has(DateToken token) {
    return pieces.contains(new Piece.Token(token));
  }
}
