package dev.millrace.formula.syntax;

import dev.millrace.formula.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stands between quotes or brackets, with its escapes; both ways. */
public final class Quoted {
  private static final int HEX_DIGITS = 4;

  private Quoted() {}

  /** The meaning of a quoted stretch, and the offset behind it. */
  record Scanned<T>(T value, int end) {}

  /** The text from the quote at {@code begin}; empty if it is not closed. */
  static Optional<Scanned<String>> text(String formula, int begin) {
    StringBuilder value = new StringBuilder();
    int at = begin + 1;
    while (at < formula.length()) {
      char c = formula.charAt(at);
      if (c == '"') {
        return Optional.of(new Scanned<>(value.toString(), at + 1));
      }
      if (c == '\\') {
        at += escape(formula, at, value);
      } else {
        value.append(c);
        at++;
      }
    }
    return Optional.empty();
  }

  /** Appends what the backslash at {@code at} means and tells how many characters that took. */
  private static int escape(String formula, int at, StringBuilder value) {
    char next = at + 1 < formula.length() ? formula.charAt(at + 1) : ' ';
    switch (next) {
      case '"', '\\' -> value.append(next);
      case 'n' -> value.append('\n');
      case 't' -> value.append('\t');
      case 'u' -> {
        int code = hex(formula, at + 2);
        if (code < 0) {
          value.append('\\');
          return 1;
        }
        value.append((char) code);
        return 2 + HEX_DIGITS;
      }
      default -> {
        value.append('\\');
        return 1;
      }
    }
    return 2;
  }

  private static int hex(String formula, int begin) {
    if (begin + HEX_DIGITS > formula.length()) {
      return -1;
    }
    int code = 0;
    for (int i = begin; i < begin + HEX_DIGITS; i++) {
      char c = formula.charAt(i);
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        return -1;
      }
      code = code * 16 + digit;
    }
    return code;
  }

  /** The parts of the name from the bracket at {@code begin}; empty if it is not closed. */
  static Optional<Scanned<List<String>>> reference(String formula, int begin) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    for (int at = begin + 1; at < formula.length(); at++) {
      char c = formula.charAt(at);
      char next = at + 1 < formula.length() ? formula.charAt(at + 1) : ' ';
      if (c == '\\' && (next == '\\' || next == ']' || next == '/')) {
        part.append(next);
        at++;
      } else if (c == ']') {
        parts.add(part.toString());
        return Optional.of(new Scanned<>(List.copyOf(parts), at + 1));
      } else if (c == '/') {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    return Optional.empty();
  }

  static Reference toReference(List<String> parts) {
    return parts.size() == 1
        ? Reference.of(parts.getFirst())
        : Reference.of(parts.getFirst(), parts.getLast());
  }

  /** A text as a formula would hold it. */
  public static String literal(String text) {
    StringBuilder result = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> result.append('\\').append(c);
        case '\n' -> result.append("\\n");
        case '\t' -> result.append("\\t");
        default -> result.append(c);
      }
    }
    return result.append('"').toString();
  }

  /** A reference as a formula would hold it. */
  public static String literal(Reference reference) {
    String qualifier = reference.qualifier().map(part -> escaped(part) + "/").orElse("");
    return "[" + qualifier + escaped(reference.name()) + "]";
  }

  private static String escaped(String part) {
    return part.replace("\\", "\\\\").replace("]", "\\]").replace("/", "\\/");
  }
}
