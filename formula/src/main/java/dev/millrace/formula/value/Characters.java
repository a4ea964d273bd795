package dev.millrace.formula.value;

import java.util.function.IntUnaryOperator;

/** Text as a row of code points. */
public final class Characters {
  private Characters() {}

  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The first {@code count} characters; a negative count takes that many off the end. */
  public static String left(String text, int count) {
    int length = length(text);
    int taken = count < 0 ? Math.max(0, length + count) : Math.min(length, count);
    return text.substring(0, text.offsetByCodePoints(0, taken));
  }

  /** The last {@code count} characters; a negative count takes that many off the start. */
  public static String right(String text, int count) {
    int length = length(text);
    int taken = count < 0 ? Math.max(0, length + count) : Math.min(length, count);
    return text.substring(text.offsetByCodePoints(0, length - taken));
  }

  /** From {@code start}, counted from 1; out of range there is nothing. */
  public static String middle(String text, int start, int count) {
    int length = length(text);
    if (start < 1 || start > length || count < 1) {
      return "";
    }
    int begin = text.offsetByCodePoints(0, start - 1);
    int taken = Math.min(count, length - start + 1);
    return text.substring(begin, text.offsetByCodePoints(begin, taken));
  }

  /** Position of the first match, counted from 1; 0 when absent, 1 for nothing. */
  public static int find(String text, String search) {
    int index = text.indexOf(search);
    return index < 0 ? 0 : text.codePointCount(0, index) + 1;
  }

  /** Every occurrence replaced; nothing occurs nowhere. */
  public static String replace(String text, String search, String replacement) {
    return search.isEmpty() ? text : text.replace(search, replacement);
  }

  /** Without any of these characters at the start. */
  public static String trimStart(String text, String characters) {
    int begin = 0;
    while (begin < text.length() && characters.indexOf(text.codePointAt(begin)) >= 0) {
      begin = text.offsetByCodePoints(begin, 1);
    }
    return text.substring(begin);
  }

  /** Without any of these characters at the end. */
  public static String trimEnd(String text, String characters) {
    int end = text.length();
    while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }

  /** Each character by its own simple mapping, whatever the locale; the length stays. */
  public static String upper(String text) {
    return mapped(text, Characters::upper);
  }

  /** Each character by its own simple mapping, whatever the locale; the length stays. */
  public static String lower(String text) {
    return mapped(text, Character::toLowerCase);
  }

  private static int upper(int codePoint) {
    return codePoint == 'ß' ? 'ẞ' : Character.toUpperCase(codePoint);
  }

  private static String mapped(String text, IntUnaryOperator mapping) {
    StringBuilder result = new StringBuilder(text.length());
    text.codePoints().map(mapping).forEach(result::appendCodePoint);
    return result.toString();
  }

  /** Index of the first NUL or half of a surrogate pair, or -1: these are allowed nowhere. */
  public static int firstForbidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        boolean pair =
            Character.isHighSurrogate(c)
                && i + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(i + 1));
        if (!pair) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
