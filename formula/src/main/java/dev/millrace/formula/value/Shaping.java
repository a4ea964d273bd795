package dev.millrace.formula.value;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Texts made from others. Null where a text would be longer than {@link #LONGEST}. */
public final class Shaping {
  /** Characters in the longest text that is made here. */
  public static final int LONGEST = 1_000_000;

  /** What stands between words, besides the ends of the text. */
  public static final String BETWEEN_WORDS = " \t\n\u000B\f\r\u00A0!?@\"^#$&~_,.:;+-*%/|\\[](){}<>";

  private Shaping() {}

  /** Filled up on the left, or cut to the first characters; an empty fill fills nothing. */
  public static @Nullable String padLeft(String text, int length, String fill) {
    return padded(text, length, fill, true);
  }

  /** Filled up on the right, or cut to the first characters; an empty fill fills nothing. */
  public static @Nullable String padRight(String text, int length, String fill) {
    return padded(text, length, fill, false);
  }

  private static @Nullable String padded(String text, int length, String fill, boolean left) {
    if (length > LONGEST) {
      return null;
    }
    int missing = length - Characters.length(text);
    if (fill.isEmpty() || missing <= 0) {
      return Characters.left(text, Math.max(0, length));
    }
    String filled = Characters.left(fill.repeat(missing / Characters.length(fill) + 1), missing);
    return left ? filled + text : text + filled;
  }

  /** So many times; Null for less than once. */
  public static @Nullable String repeated(String text, int times) {
    if (times < 1 || (long) Characters.length(text) * times > LONGEST) {
      return null;
    }
    return text.isEmpty() ? text : text.repeat(times);
  }

  /** Every occurrence replaced; nothing occurs nowhere. */
  public static @Nullable String replaced(String text, String search, String replacement) {
    long length = Characters.length(text);
    if (!search.isEmpty()) {
      long more = Characters.length(replacement) - (long) Characters.length(search);
      for (int at = text.indexOf(search);
          at >= 0;
          at = text.indexOf(search, at + search.length())) {
        length += more;
      }
    }
    return length > LONGEST ? null : Characters.replace(text, search, replacement);
  }

  /** The characters from the last to the first. */
  public static String reversed(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  /** The first character of each word in upper case, the others in lower case. */
  public static String proper(String text) {
    String upper = Characters.upper(text);
    String lower = Characters.lower(text);
    StringBuilder result = new StringBuilder();
    int at = 0;
    boolean begins = true;
    for (int i = 0; i < upper.length(); i += Character.charCount(upper.codePointAt(i))) {
      int letter = lower.codePointAt(at);
      at += Character.charCount(letter);
      result.appendCodePoint(begins ? upper.codePointAt(i) : letter);
      begins = BETWEEN_WORDS.indexOf(letter) >= 0;
    }
    return result.toString();
  }

  /** The piece between delimiters, counted from 1; nothing delimits nowhere. */
  public static String piece(String text, String delimiter, int position) {
    if (position < 1) {
      return "";
    }
    int begin = 0;
    int end = next(text, delimiter, begin);
    for (int i = 1; i < position; i++) {
      if (end < 0) {
        return "";
      }
      begin = end + delimiter.length();
      end = next(text, delimiter, begin);
    }
    return text.substring(begin, end < 0 ? text.length() : end);
  }

  private static int next(String text, String delimiter, int from) {
    return delimiter.isEmpty() ? -1 : text.indexOf(delimiter, from);
  }

  /** Hexadecimal digits, in lower case, of the digest of the text in UTF-8. */
  public static String digest(String algorithm, String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
