package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a set in brackets. */
final class CharacterClass {
  private static final Pattern NAMED = Pattern.compile("\\[:(\\^?)([a-z]+):]");
  private static final Map<String, CodePoints> NAMES =
      Map.ofEntries(
          Map.entry("alnum", CodePoints.of('0', '9', 'A', 'Z', 'a', 'z')),
          Map.entry("alpha", CodePoints.of('A', 'Z', 'a', 'z')),
          Map.entry("ascii", CodePoints.of(0, 0x7F)),
          Map.entry("blank", CodePoints.of('\t', '\t', ' ', ' ')),
          Map.entry("cntrl", CodePoints.of(0, 0x1F, 0x7F, 0x7F)),
          Map.entry("digit", CodePoints.DIGIT),
          Map.entry("graph", CodePoints.of('!', '~')),
          Map.entry("lower", CodePoints.of('a', 'z')),
          Map.entry("print", CodePoints.of(' ', '~')),
          Map.entry("punct", CodePoints.of('!', '/', ':', '@', '[', '`', '{', '~')),
          Map.entry("space", CodePoints.of('\t', '\r', ' ', ' ')),
          Map.entry("upper", CodePoints.of('A', 'Z')),
          Map.entry("word", CodePoints.WORD),
          Map.entry("xdigit", CodePoints.of('0', '9', 'A', 'F', 'a', 'f')));

  private final String text;
  private final boolean anyCase;
  private int at;

  /** Of the bracket at a position. */
  CharacterClass(String text, int begin, boolean anyCase) {
    this.text = text;
    this.anyCase = anyCase;
    this.at = begin + 1;
  }

  CodePoints read(IntConsumer end) {
    boolean negated = text.startsWith("^", at);
    at += negated ? 1 : 0;
    List<CodePoints> parts = new ArrayList<>();
    do {
      parts.add(part());
    } while (at < text.length() && text.charAt(at) != ']');
    if (at >= text.length()) {
      throw unclosed();
    }
    end.accept(at + 1);
    CodePoints all = CodePoints.union(parts);
    return negated ? all.others() : all;
  }

  private InvalidPattern unclosed() {
    return new InvalidPattern("In the pattern, a [ has no ]; \\[ is the character.");
  }

  private CodePoints part() {
    CodePoints set = set();
    if (set != null) {
      return set;
    }
    int first = character();
    int last = first;
    if (text.startsWith("-", at) && at + 1 < text.length() && text.charAt(at + 1) != ']') {
      at++;
      last = character();
    }
    if (last < first) {
      throw new InvalidPattern(
          "In the pattern, a range goes backward from %s to %s."
              .formatted(Character.toString(first), Character.toString(last)));
    }
    CodePoints range = CodePoints.of(first, last);
    return anyCase ? range.inAnyCase() : range;
  }

  private @Nullable CodePoints set() {
    Matcher named = NAMED.matcher(text).region(at, text.length());
    if (named.lookingAt() && NAMES.containsKey(named.group(2))) {
      at = named.end();
      CodePoints plain = NAMES.get(named.group(2));
      CodePoints set = anyCase ? plain.inAnyCase() : plain;
      return named.group(1).isEmpty() ? set : set.others();
    }
    if (!text.startsWith("\\", at)) {
      return null;
    }
    Escapes escape = new Escapes(text, at);
    CodePoints set = escape.set(anyCase);
    at = set == null ? at : escape.end();
    return set;
  }

  private int character() {
    if (at >= text.length()) {
      throw unclosed();
    }
    if (text.charAt(at) == '\\') {
      Escapes escape = new Escapes(text, at);
      int c = escape.character();
      at = escape.end();
      return c;
    }
    int c = text.codePointAt(at);
    at += Character.charCount(c);
    return c;
  }
}
