package dev.millrace.formula.pattern;

import java.util.List;
import java.util.Locale;

/**
 * How an engine writes what patterns are made of. Everything is said in full: no flags, no names.
 */
enum Notation {
  RE2 {
    @Override
    String sign(int codePoint) {
      return String.format(Locale.ROOT, "\\x{%X}", codePoint);
    }

    @Override
    String edge(Regex.Kind kind) {
      return switch (kind) {
        case TEXT_BEGIN -> "\\A";
        case TEXT_END -> "\\z";
        case LINE_BEGIN -> "(?m:^)";
        case LINE_END -> "(?m:$)";
        case WORD -> "\\b";
        case NOT_WORD -> "\\B";
      };
    }

    @Override
    String any() {
      return "(?s:.)";
    }

    // RE2 forgets the capital of [Aa] where it joins it with a set that holds the other.
    @Override
    String set(CodePoints set) {
      List<CodePoints.Range> ranges = set.ranges();
      boolean oneLetter =
          ranges.size() == 2
              && ranges.getFirst().isOne()
              && ranges.getLast().isOne()
              && ranges.getLast().first() == Character.toLowerCase(ranges.getFirst().first());
      return oneLetter
          ? "(?:%c|%c)".formatted(ranges.getFirst().first(), ranges.getLast().first())
          : super.set(set);
    }

    @Override
    String lazy() {
      return "?";
    }
  },

  /** Its own word edges go by letters of a locale. It is never lazy: see {@link FirstMatch}. */
  POSTGRESQL {
    @Override
    String sign(int codePoint) {
      return String.format(Locale.ROOT, codePoint > 0xFFFF ? "\\U%08X" : "\\u%04X", codePoint);
    }

    @Override
    String edge(Regex.Kind kind) {
      return switch (kind) {
        case TEXT_BEGIN -> "\\A";
        case TEXT_END -> "\\Z";
        case LINE_BEGIN -> "(?<![^\\u000A])";
        case LINE_END -> "(?![^\\u000A])";
        case WORD -> "(?:(?<=%1$s)(?!%1$s)|(?<!%1$s)(?=%1$s))".formatted(set(CodePoints.WORD));
        case NOT_WORD -> "(?:(?<=%1$s)(?=%1$s)|(?<!%1$s)(?!%1$s))".formatted(set(CodePoints.WORD));
      };
    }

    @Override
    String any() {
      return ".";
    }

    @Override
    String lazy() {
      return "";
    }
  };

  /** A character that is no letter or digit. */
  abstract String sign(int codePoint);

  abstract String edge(Regex.Kind kind);

  /** A character, whichever. */
  abstract String any();

  /** What stands behind a count that is to be low. */
  abstract String lazy();

  /** One of these characters. */
  String set(CodePoints set) {
    List<CodePoints.Range> ranges = set.ranges();
    if (ranges.size() == 1 && ranges.getFirst().isOne()) {
      return character(ranges.getFirst().first());
    }
    CodePoints others = set.others();
    if (others.isEmpty()) {
      return any();
    }
    return others.ranges().size() < ranges.size()
        ? "[^" + written(others) + "]"
        : "[" + written(set) + "]";
  }

  private String written(CodePoints set) {
    StringBuilder written = new StringBuilder();
    for (CodePoints.Range range : set.ranges()) {
      written.append(character(range.first()));
      if (!range.isOne()) {
        written.append('-').append(character(range.last()));
      }
    }
    return written.toString();
  }

  private String character(int c) {
    return Character.isLetterOrDigit(c) ? Character.toString(c) : sign(c);
  }

  /** The whole, matching what it matches by itself. */
  final String write(Regex regex, boolean capturing) {
    return switch (regex) {
      case Regex.Chars(CodePoints set) -> set(set);
      case Regex.Edge(Regex.Kind kind) -> edge(kind);
      case Regex.Sequence(List<Regex> parts) -> {
        StringBuilder written = new StringBuilder();
        parts.forEach(part -> written.append(write(part, capturing)));
        yield parts.isEmpty() ? "(?:)" : written.toString();
      }
      case Regex.Choice(List<Regex> branches) ->
          "(?:"
              + String.join("|", branches.stream().map(branch -> write(branch, capturing)).toList())
              + ")";
      case Regex.Repeat repeat ->
          "(?:"
              + write(repeat.body(), capturing)
              + ")"
              + counts(repeat.least(), repeat.most())
              + (repeat.greedy() ? "" : lazy());
      case Regex.Group(int number, Regex body) ->
          (capturing ? "(" : "(?:") + write(body, capturing) + ")";
    };
  }

  static String counts(int least, int most) {
    if (most == Regex.NO_END) {
      return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
    }
    return least == 0 && most == 1 ? "?" : "{" + least + "," + most + "}";
  }
}
