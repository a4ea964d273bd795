package dev.millrace.formula.pattern;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands behind a backslash. */
final class Escapes {
  private static final Map<Integer, Regex.Kind> EDGES =
      Map.of(
          (int) 'A', Regex.Kind.TEXT_BEGIN,
          (int) 'z', Regex.Kind.TEXT_END,
          (int) 'b', Regex.Kind.WORD,
          (int) 'B', Regex.Kind.NOT_WORD);
  private static final Map<Integer, Integer> CONTROLS =
      Map.of(
          (int) 'a', 7, (int) 't', 9, (int) 'n', 10, (int) 'v', 11, (int) 'f', 12, (int) 'r', 13);
  private static final Pattern HEX =
      Pattern.compile("\\\\x(?:([0-9A-Fa-f]{2})|\\{([0-9A-Fa-f]{1,6})})");
  private static final Pattern PROPERTY = Pattern.compile("\\\\[pP](?:([A-Z])|\\{(\\^?)(\\w+)})");

  private final String text;
  private final int begin;
  private final int letter;
  private int end;

  /** Of the backslash at a position. */
  Escapes(String text, int begin) {
    this.text = text;
    this.begin = begin;
    if (begin + 1 >= text.length()) {
      throw invalid("there is nothing behind the last backslash; \\\\ is the character");
    }
    this.letter = text.codePointAt(begin + 1);
    this.end = begin + 1 + Character.charCount(letter);
  }

  private InvalidPattern invalid(String what) {
    return new InvalidPattern(
        "In the pattern, at character %d, %s.".formatted(text.codePointCount(0, begin) + 1, what));
  }

  /** Where it ends. */
  int end() {
    return end;
  }

  Regex.@Nullable Kind edge() {
    return EDGES.get(letter);
  }

  /** The set it stands for, if it does. */
  @Nullable CodePoints set(boolean anyCase) {
    return switch (letter) {
      case 'd' -> CodePoints.DIGIT;
      case 'D' -> CodePoints.DIGIT.others();
      case 'w' -> CodePoints.WORD;
      case 'W' -> CodePoints.WORD.others();
      case 's' -> CodePoints.SPACE;
      case 'S' -> CodePoints.SPACE.others();
      case 'p', 'P' -> property(anyCase);
      default -> null;
    };
  }

  private CodePoints property(boolean anyCase) {
    Matcher property = PROPERTY.matcher(text).region(begin, text.length());
    if (!property.lookingAt()) {
      throw invalid("there is no property of characters; \\pL or \\p{Greek} would work");
    }
    end = property.end();
    String name = property.group(1) == null ? property.group(3) : property.group(1);
    CodePoints named = Properties.named(name);
    if (named == null) {
      throw invalid("there is no property '%s'; \\pL or \\p{Greek} would work".formatted(name));
    }
    CodePoints set = anyCase ? named.inAnyCase() : named;
    boolean negated = (letter == 'P') != "^".equals(property.group(2));
    return negated ? set.others() : set;
  }

  /** The character it stands for. */
  int character() {
    Integer control = CONTROLS.get(letter);
    if (control != null) {
      return control;
    }
    if (letter == 'x') {
      return hexadecimal();
    }
    boolean sign = letter < 0x80 && !Character.isLetterOrDigit(letter);
    if (!sign) {
      throw invalid(
          String.format(
              Locale.ROOT,
              "RE2 knows no \\%s; without the backslash it is the character",
              Character.toString(letter)));
    }
    return letter;
  }

  private int hexadecimal() {
    Matcher hex = HEX.matcher(text).region(begin, text.length());
    if (hex.lookingAt()) {
      int c = Integer.parseInt(hex.group(1) == null ? hex.group(2) : hex.group(1), 16);
      if (c > 0 && c <= Character.MAX_CODE_POINT && Character.getType(c) != Character.SURROGATE) {
        end = hex.end();
        return c;
      }
    }
    throw invalid("\\x has no number of a character; \\x41 or \\x{1F600} would work");
  }
}
