package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.List;

/** Reads the patterns of Like. */
final class LikePattern {
  private LikePattern() {}

  /**
   * The same as a regular expression of the whole text.
   *
   * @throws InvalidPattern if it cannot be used
   */
  static Regex parse(String pattern) {
    RegexParser.checkLength(pattern);
    List<Regex> parts = new ArrayList<>();
    parts.add(new Regex.Edge(Regex.Kind.TEXT_BEGIN));
    for (int at = 0; at < pattern.length(); at++) {
      int c = pattern.codePointAt(at);
      switch (c) {
        case '%' -> anything(parts);
        case '_' -> parts.add(new Regex.Chars(CodePoints.ALL));
        case '\\' -> {
          at++;
          if (at == pattern.length()) {
            throw new InvalidPattern(
                "The pattern ends with a backslash, behind which a character is missing. Two"
                    + " backslashes are one.");
          }
          c = pattern.codePointAt(at);
          parts.add(only(c));
        }
        default -> parts.add(only(c));
      }
      at += Character.charCount(c) - 1;
    }
    parts.add(new Regex.Edge(Regex.Kind.TEXT_END));
    return new Regex.Sequence(parts);
  }

  private static Regex only(int codePoint) {
    return new Regex.Chars(CodePoints.of(codePoint, codePoint));
  }

  /** Any text and any text behind it are any text. */
  private static void anything(List<Regex> parts) {
    if (!(parts.getLast() instanceof Regex.Repeat)) {
      parts.add(new Regex.Repeat(new Regex.Chars(CodePoints.ALL), 0, Regex.NO_END, true));
    }
  }
}
