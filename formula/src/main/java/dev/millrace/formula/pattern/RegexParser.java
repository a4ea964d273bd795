package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a pattern in the syntax of RE2. */
final class RegexParser {
  private static final int LONGEST = 1_000;
  private static final int DEEPEST = 50;
  private static final int LARGEST = 50_000;

  /** PostgreSQL's bound. */
  private static final int MOST_REPEATS = 255;

  /** RE2's bound. */
  private static final int MOST_NESTED_REPEATS = 1_000;

  private static final Pattern COUNTS = Pattern.compile("\\{([0-9]{1,4})(,([0-9]{1,4})?)?}");
  private static final Pattern OPENING =
      Pattern.compile("\\?(?:P?<([A-Za-z_][A-Za-z0-9_]*)>|([imsU]*)(?:-([imsU]+))?([:)]))");

  private final String text;
  private final Set<Integer> used;
  private int at;
  private int depth;
  private int groups;
  private Flags flags = new Flags(false, false, false, false);

  private record Flags(boolean anyCase, boolean lines, boolean dotAll, boolean lazy) {
    Flags with(String names, boolean on) {
      return new Flags(
          names.contains("i") ? on : anyCase,
          names.contains("m") ? on : lines,
          names.contains("s") ? on : dotAll,
          names.contains("U") ? on : lazy);
    }
  }

  /** A pattern that was read, and how many groups it has. */
  record Read(Regex regex, int groups) {}

  private RegexParser(String text, Set<Integer> used) {
    this.text = text;
    this.used = used;
  }

  /**
   * Reads a pattern; groups whose number is not used are left out.
   *
   * @throws InvalidPattern if it cannot be used
   */
  static Read parse(String text, Set<Integer> used) {
    checkLength(text);
    RegexParser parser = new RegexParser(text, used);
    Regex regex = parser.choice();
    if (parser.at < text.length()) {
      throw parser.invalid("there is a ) without a (; \\) is the character");
    }
    if (regex.counts() > MOST_NESTED_REPEATS) {
      throw new InvalidPattern(
          String.format(
              Locale.ROOT,
              "In the pattern, counts within counts multiply to more than %,d. Lower counts would"
                  + " work.",
              MOST_NESTED_REPEATS));
    }
    if (regex.size() > LARGEST) {
      throw new InvalidPattern("The pattern is too large. Lower counts would work.");
    }
    if (regex.isNullable() && regex.has(new Regex.Edge(Regex.Kind.NOT_WORD)::equals)) {
      throw new InvalidPattern(
          "With \\B, the pattern may match nothing, which RE2 finds within letters, too. A character"
              + " more would work.");
    }
    return new Read(regex, parser.groups);
  }

  /** Refuses what is too long. */
  static void checkLength(String pattern) {
    if (pattern.codePointCount(0, pattern.length()) > LONGEST) {
      throw new InvalidPattern(
          String.format(Locale.ROOT, "A pattern has at most %,d characters.", LONGEST));
    }
  }

  private InvalidPattern invalid(String what) {
    int character = text.codePointCount(0, Math.min(at, text.length())) + 1;
    return new InvalidPattern("In the pattern, at character %d, %s.".formatted(character, what));
  }

  private Regex choice() {
    if (++depth > DEEPEST) {
      throw invalid("groups are nested too deeply; %d levels would work".formatted(DEEPEST));
    }
    List<Regex> branches = new ArrayList<>();
    do {
      branches.add(sequence());
    } while (eat("|"));
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new Regex.Choice(branches);
  }

  private Regex sequence() {
    List<Regex> parts = new ArrayList<>();
    while (at < text.length() && text.charAt(at) != '|' && text.charAt(at) != ')') {
      if (eat("\\Q")) {
        int end = text.indexOf("\\E", at);
        String quoted = text.substring(at, end < 0 ? text.length() : end);
        quoted.codePoints().forEach(c -> parts.add(literal(c)));
        at = end < 0 ? text.length() : end + 2;
        if (!quoted.isEmpty()) {
          parts.add(repeated(parts.removeLast()));
        }
      } else {
        Regex atom = atom();
        if (atom != null) {
          parts.add(repeated(atom));
        }
      }
    }
    return parts.size() == 1 ? parts.getFirst() : new Regex.Sequence(parts);
  }

  private boolean eat(String token) {
    if (!text.startsWith(token, at)) {
      return false;
    }
    at += token.length();
    return true;
  }

  /** Null for what only sets flags. */
  private @Nullable Regex atom() {
    int c = text.codePointAt(at);
    return switch (c) {
      case '(' -> group();
      case '[' -> {
        CodePoints set = new CharacterClass(text, at, flags.anyCase).read(this::goTo);
        yield chars(set);
      }
      case '\\' -> escape();
      case '.' -> {
        at++;
        yield new Regex.Chars(flags.dotAll ? CodePoints.ALL : CodePoints.LINE_END.others());
      }
      case '^' -> {
        at++;
        yield new Regex.Edge(flags.lines ? Regex.Kind.LINE_BEGIN : Regex.Kind.TEXT_BEGIN);
      }
      case '$' -> {
        at++;
        yield new Regex.Edge(flags.lines ? Regex.Kind.LINE_END : Regex.Kind.TEXT_END);
      }
      case '*', '+', '?' ->
          throw invalid("there is nothing before the %c; \\%c is the character".formatted(c, c));
      default -> {
        at += Character.charCount(c);
        yield literal(c);
      }
    };
  }

  private void goTo(int position) {
    at = position;
  }

  private Regex literal(int codePoint) {
    CodePoints one = CodePoints.of(codePoint, codePoint);
    return chars(flags.anyCase ? one.inAnyCase() : one);
  }

  private Regex chars(CodePoints set) {
    if (set.isEmpty()) {
      throw invalid("there is a set without any character");
    }
    return new Regex.Chars(set);
  }

  private @Nullable Regex group() {
    at++;
    if (at >= text.length() || text.charAt(at) != '?') {
      return captured(++groups);
    }
    Matcher opening = OPENING.matcher(text).region(at, text.length());
    if (!opening.lookingAt()) {
      throw invalid(
          "there is a kind of group that RE2 does not have; (?:…), (?P<name>…) and (?i) would work");
    }
    at = opening.end();
    if (opening.group(1) != null) {
      return captured(++groups);
    }
    Flags before = flags;
    flags = flags.with(opening.group(2), true);
    flags = opening.group(3) == null ? flags : flags.with(opening.group(3), false);
    if (opening.group(4).equals(")")) {
      return null;
    }
    Regex body = closed();
    flags = before;
    return body;
  }

  private Regex captured(int number) {
    Flags before = flags;
    Regex body = closed();
    flags = before;
    return used.contains(number) ? new Regex.Group(number, body) : body;
  }

  private Regex closed() {
    Regex body = choice();
    if (!eat(")")) {
      throw invalid("a ( has no )");
    }
    return body;
  }

  private Regex escape() {
    Escapes escape = new Escapes(text, at);
    Regex.Kind edge = escape.edge();
    if (edge != null) {
      at += 2;
      return new Regex.Edge(edge);
    }
    CodePoints set = escape.set(flags.anyCase);
    if (set != null) {
      at = escape.end();
      return chars(set);
    }
    int c = escape.character();
    at = escape.end();
    return literal(c);
  }

  private Regex repeated(Regex atom) {
    int least;
    int most;
    Matcher counts = COUNTS.matcher(text).region(at, text.length());
    if (eat("*")) {
      least = 0;
      most = Regex.NO_END;
    } else if (eat("+")) {
      least = 1;
      most = Regex.NO_END;
    } else if (eat("?")) {
      least = 0;
      most = 1;
    } else if (counts.lookingAt()) {
      least = Integer.parseInt(counts.group(1));
      most =
          counts.group(2) == null
              ? least
              : counts.group(3) == null ? Regex.NO_END : Integer.parseInt(counts.group(3));
      at = counts.end();
    } else {
      return atom;
    }
    boolean greedy = eat("?") == flags.lazy;
    return checked(atom, least, most, greedy);
  }

  private Regex checked(Regex body, int least, int most, boolean greedy) {
    if (Math.max(least, most) > MOST_REPEATS || (most != Regex.NO_END && most < least)) {
      throw invalid("the counts do not go upward to at most %d".formatted(MOST_REPEATS));
    }
    if (at < text.length()
        && ("*+?".indexOf(text.charAt(at)) >= 0
            || COUNTS.matcher(text).region(at, text.length()).lookingAt())) {
      throw invalid("what is repeated is repeated again; (?:…) around it would work");
    }
    if (most == 0) {
      return new Regex.Sequence(List.of());
    }
    if (most != 1) {
      if (body.isNullable()) {
        throw invalid("what is repeated may match nothing; + instead of * in it would work");
      }
      if (body.has(Regex.Group.class::isInstance)) {
        throw invalid(
            "a group whose text is wanted is repeated; a group around the whole would work");
      }
    }
    return least == 1 && most == 1 ? body : new Regex.Repeat(body, least, most, greedy);
  }
}
