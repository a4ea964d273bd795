package dev.millrace.workbook.model;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A regular expression that a whole text has to match, in the syntax of RE2: no look-around and no
 * back references, so that the time of a match grows with the text and no faster.
 */
public final class TextPattern {
  /** Most characters of a pattern. */
  public static final int MAX_LENGTH = 1_000;

  /** Most characters of a text that is compared with one. */
  public static final int MAX_TEXT = 10_000;

  private static final int MAX_STEPS = 5_000;

  private final Pattern compiled;

  private TextPattern(Pattern compiled) {
    this.compiled = compiled;
  }

  /**
   * Reads a pattern.
   *
   * @throws IllegalArgumentException if it is none, or too large; the message says why
   */
  public static TextPattern of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "it has %,d characters; at most %,d are read".formatted(text.length(), MAX_LENGTH));
    }
    if (steps(text) > MAX_STEPS) {
      throw new IllegalArgumentException(
          "its repetitions come to more than %,d steps".formatted(MAX_STEPS));
    }
    try {
      return new TextPattern(Pattern.compile(text));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(e.getDescription(), e);
    }
  }

  /** Whether the whole text matches. */
  public boolean matches(String text) {
    return compiled.matcher(text).matches();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof TextPattern pattern && toString().equals(pattern.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  @Override
  public String toString() {
    return compiled.pattern();
  }

  /**
   * How large the pattern is once its counted repetitions are written out, at least. What is
   * malformed is counted somehow: the compiler refuses it.
   */
  private static long steps(String text) {
    Deque<Long> outer = new ArrayDeque<>();
    long group = 0;
    long last = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        outer.push(group + last);
        group = 0;
        last = 0;
      } else if (c == ')') {
        last += group + 1;
        group = outer.isEmpty() ? 0 : outer.pop();
      } else if (c == '{') {
        last = Math.min(Integer.MAX_VALUE, last * Math.max(1, count(text, i)));
      } else if (c != '?' && c != '*' && c != '+') {
        group += last;
        last = 1;
        i = c == '\\' ? i + 1 : c == '[' ? endOfClass(text, i) : i;
      }
    }
    while (!outer.isEmpty()) {
      group += outer.pop();
    }
    return group + last;
  }

  /** The larger number of {@code {2,5}}; of {@code {2,}} the only one. */
  private static long count(String text, int open) {
    long count = 0;
    long number = 0;
    for (int i = open + 1; i < text.length() && text.charAt(i) != '}'; i++) {
      char c = text.charAt(i);
      number = c >= '0' && c <= '9' ? Math.min(100_000, number * 10 + (c - '0')) : 0;
      count = Math.max(count, number);
    }
    return count;
  }

  private static int endOfClass(String text, int open) {
    int at = open + 1;
    if (at < text.length() && text.charAt(at) == '^') {
      at++;
    }
    if (at < text.length() && text.charAt(at) == ']') {
      at++;
    }
    while (at < text.length() && text.charAt(at) != ']') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return at;
  }
}
