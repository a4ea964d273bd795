package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A pattern for PostgreSQL, which takes the longest match where RE2 takes the first: wherever there
 * is a choice that the next character does not decide, a look ahead forbids what comes second while
 * the first leads to a match. What then is left open is only whether to go on or to end, and there
 * the longest is the first.
 */
final class FirstMatch {
  private static final Notation NOTATION = Notation.POSTGRESQL;

  /** More would take PostgreSQL long, or too much of its memory. */
  private static final int LARGEST = 30_000;

  private static final int MOST_LOOKS = 100;

  private int looks;
  private int written;

  private FirstMatch() {}

  /** What follows. */
  private record Rest(Regex head, @Nullable Rest tail) {}

  /**
   * The pattern.
   *
   * @throws InvalidPattern if it leaves open so much that it becomes too large
   */
  static String of(Regex regex) {
    return new FirstMatch().write(regex, null);
  }

  private String write(Regex regex, @Nullable Rest rest) {
    if (isSettled(regex, rest)) {
      return counted(NOTATION.write(regex, false));
    }
    return switch (regex) {
      case Regex.Chars chars -> counted(NOTATION.write(chars, true));
      case Regex.Edge edge -> counted(NOTATION.write(edge, true));
      case Regex.Sequence(List<Regex> parts) -> sequence(parts, rest);
      case Regex.Choice(List<Regex> branches) -> choice(branches, rest);
      case Regex.Repeat repeat -> repeat(repeat, rest);
      case Regex.Group(int number, Regex body) -> "(" + write(body, rest) + ")";
    };
  }

  private String counted(String pattern) {
    written += pattern.length();
    if (written > LARGEST) {
      throw tooOpen();
    }
    return pattern;
  }

  private static InvalidPattern tooOpen() {
    return new InvalidPattern(
        "The pattern leaves open too much of what matches where. Sets that exclude what"
            + " follows, like [^,]*, would work in place of .*.");
  }

  private String sequence(List<Regex> parts, @Nullable Rest rest) {
    List<@Nullable Rest> rests = new ArrayList<>();
    Rest behind = rest;
    for (Regex part : parts.reversed()) {
      rests.addFirst(behind);
      behind = new Rest(part, behind);
    }
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      all.append(write(parts.get(i), rests.get(i)));
    }
    return parts.isEmpty() ? "(?:)" : all.toString();
  }

  private String choice(List<Regex> branches, @Nullable Rest rest) {
    List<String> all = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      StringBuilder branch = new StringBuilder();
      Rest second = new Rest(branches.get(i), rest);
      for (Regex before : branches.subList(0, i)) {
        Rest first = new Rest(before, rest);
        if (canEnd(first) || first(first).meets(first(second))) {
          branch.append(unless(first));
        }
      }
      all.add(branch + write(branches.get(i), rest));
    }
    return "(?:" + String.join("|", all) + ")";
  }

  private String repeat(Regex.Repeat repeat, @Nullable Rest rest) {
    if (repeat.most() == 1) {
      return maybe(repeat.body(), repeat.greedy(), rest);
    }
    Optional<String> whole = plain(repeat, rest).or(() -> fewest(repeat, rest));
    if (whole.isPresent()) {
      return whole.get();
    }
    List<Regex> copies = new ArrayList<>();
    for (int i = 0; i < repeat.least(); i++) {
      copies.add(repeat.body());
    }
    if (repeat.most() == Regex.NO_END) {
      if (copies.isEmpty()) {
        return loop(repeat, rest);
      }
      copies.add(new Regex.Repeat(repeat.body(), 0, Regex.NO_END, repeat.greedy()));
    } else if (repeat.most() > repeat.least()) {
      Regex more = new Regex.Repeat(repeat.body(), 0, 1, repeat.greedy());
      for (int i = repeat.least() + 1; i < repeat.most(); i++) {
        more =
            new Regex.Repeat(
                new Regex.Sequence(List.of(repeat.body(), more)), 0, 1, repeat.greedy());
      }
      copies.add(more);
    }
    return sequence(copies, rest);
  }

  /** As it is, if nothing in it and behind it is left open. */
  private Optional<String> plain(Regex.Repeat repeat, @Nullable Rest rest) {
    boolean decided =
        !repeat.body().first().meets(first(rest)) && (repeat.greedy() || !canEnd(rest));
    boolean longest = repeat.greedy() && repeat.body().length().isPresent() && hasLength(rest);
    return repeat.least() == repeat.most() || decided || longest
        ? body(repeat, rest).map(body -> counted(body, repeat.least(), repeat.most()))
        : Optional.empty();
  }

  /** Not more than once more while what follows leads to a match. */
  private Optional<String> fewest(Regex.Repeat repeat, @Nullable Rest rest) {
    int least = repeat.least();
    int more = repeat.most() == Regex.NO_END ? Regex.NO_END : repeat.most() - least;
    return repeat.greedy()
        ? Optional.empty()
        : body(repeat, rest)
            .map(body ->
                (least == 0 ? "" : counted(body, least, least))
                    + counted(unless(rest) + body, 0, more));
  }

  /** What is repeated, if nothing in it is left open. */
  private Optional<String> body(Regex.Repeat repeat, @Nullable Rest rest) {
    int before = looks;
    Rest again = new Rest(new Regex.Repeat(repeat.body(), 0, Regex.NO_END, true), rest);
    String body = write(repeat.body(), again);
    return looks == before ? Optional.of(body) : Optional.empty();
  }

  private static String counted(String body, int least, int most) {
    return "(?:" + body + ")" + Notation.counts(least, most);
  }

  private String loop(Regex.Repeat repeat, @Nullable Rest rest) {
    Rest again = new Rest(repeat.body(), new Rest(repeat, rest));
    boolean decided = !repeat.body().first().meets(first(rest));
    String body = write(repeat.body(), new Rest(repeat, rest));
    if (decided && (repeat.greedy() || !canEnd(rest))) {
      return "(?:" + body + ")*";
    }
    if (!repeat.greedy()) {
      return "(?:" + unless(rest) + body + ")*";
    }
    return "(?:" + body + ")*" + when(rest) + unless(again);
  }

  private String maybe(Regex body, boolean greedy, @Nullable Rest rest) {
    Rest taken = new Rest(body, rest);
    boolean decided = !body.isNullable() && !body.first().meets(first(rest));
    if (decided && (greedy || !canEnd(rest))) {
      return "(?:" + write(body, rest) + ")?";
    }
    return greedy
        ? "(?:" + write(body, rest) + "|" + unless(taken) + ")"
        : "(?:" + unless(rest) + write(body, rest) + ")?";
  }

  /** The next character first, since that is quick. */
  private String when(@Nullable Rest rest) {
    return canEnd(rest)
        ? ""
        : counted("(?=" + NOTATION.write(new Regex.Chars(first(rest)), false) + ")");
  }

  private String unless(@Nullable Rest rest) {
    if (++looks > MOST_LOOKS) {
      throw tooOpen();
    }
    StringBuilder look = new StringBuilder("(?!");
    for (Rest at = rest; at != null; at = at.tail()) {
      look.append(counted(NOTATION.write(at.head(), false)));
    }
    return look.append(rest == null ? "(?:))" : ")").toString();
  }

  private static boolean canEnd(@Nullable Rest rest) {
    for (Rest at = rest; at != null; at = at.tail()) {
      if (!at.head().isNullable()) {
        return false;
      }
    }
    return true;
  }

  /** Whether it does not matter how it matches: all ends where the text does. */
  private static boolean isSettled(Regex regex, @Nullable Rest rest) {
    Regex last = regex;
    boolean grouped = regex.has(Regex.Group.class::isInstance);
    for (Rest at = rest; at != null; at = at.tail()) {
      last = at.head();
      grouped |= last.has(Regex.Group.class::isInstance);
    }
    return !grouped && last.endsText();
  }

  private static boolean hasLength(@Nullable Rest rest) {
    for (Rest at = rest; at != null; at = at.tail()) {
      if (at.head().length().isEmpty()) {
        return false;
      }
    }
    return true;
  }

  private static CodePoints first(@Nullable Rest rest) {
    CodePoints first = CodePoints.NONE;
    for (Rest at = rest; at != null; at = at.tail()) {
      first = first.or(at.head().first());
      if (!at.head().isNullable()) {
        break;
      }
    }
    return first;
  }
}
