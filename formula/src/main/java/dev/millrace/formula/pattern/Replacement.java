package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/** What stands in place of a match. */
public record Replacement(List<Piece> pieces) {
  private static final int LONGEST = 1_000;
  private static final int MOST_GROUPS = 20;

  /** A piece of it. */
  public sealed interface Piece {}

  /** Characters. */
  public record Verbatim(String text) implements Piece {}

  /** The match. */
  public record Whole() implements Piece {}

  /** A group of the match. */
  public record OfGroup(int number) implements Piece {}

  /**
   * Reads it: {@code \1} to {@code \9} are groups, {@code \0} is the match, {@code \\} a backslash;
   * any other backslash is itself.
   *
   * @throws InvalidPattern if it is too long
   */
  public static Replacement parse(String text) {
    List<Piece> pieces = new ArrayList<>();
    StringBuilder verbatim = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char next = c == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
      if (next >= '0' && next <= '9') {
        pieces.add(new Verbatim(verbatim.toString()));
        verbatim.setLength(0);
        pieces.add(next == '0' ? new Whole() : new OfGroup(next - '0'));
        i++;
      } else {
        verbatim.append(c);
        i += next == '\\' ? 1 : 0;
      }
    }
    pieces.add(new Verbatim(verbatim.toString()));
    Replacement replacement = new Replacement(List.copyOf(pieces));
    if (text.codePointCount(0, text.length()) > LONGEST || pieces.size() / 2 > MOST_GROUPS) {
      throw new InvalidPattern(
          "A replacement has at most %,d characters and names at most %d groups."
              .formatted(LONGEST, MOST_GROUPS));
    }
    return replacement;
  }

  /** The groups it names. */
  SortedSet<Integer> groups() {
    SortedSet<Integer> groups = new TreeSet<>();
    for (Piece piece : pieces) {
      if (piece instanceof OfGroup(int number)) {
        groups.add(number);
      }
    }
    return groups;
  }

  /**
   * Whether the pattern has the groups.
   *
   * @throws InvalidPattern if not
   */
  public void check(RegularExpression pattern) {
    for (int group : groups()) {
      if (group > pattern.groups()) {
        throw new InvalidPattern(
            "The replacement names group \\%d, but the pattern has %s."
                .formatted(group, pattern.groups() == 0 ? "none" : "only " + pattern.groups()));
      }
    }
  }

  /** How many characters of its own it puts in place of each match. */
  public int ownCharacters() {
    return pieces.stream()
        .mapToInt(piece ->
            piece instanceof Verbatim(String text) ? text.codePointCount(0, text.length()) : 0)
        .sum();
  }

  /** As RE2 reads it, for a pattern with only the groups that are used. */
  public String re2(RegularExpression pattern) {
    return written("\\0", number -> pattern.used().indexOf(number) + 1);
  }

  /** As PostgreSQL reads it, for a pattern with only the groups that are used. */
  public String postgres(RegularExpression pattern) {
    return written("\\&", number -> pattern.used().indexOf(number) + 1);
  }

  private String written(String whole, IntUnaryOperator group) {
    StringBuilder written = new StringBuilder();
    for (Piece piece : pieces) {
      switch (piece) {
        case Verbatim(String text) -> written.append(text.replace("\\", "\\\\"));
        case Whole anything -> written.append(whole);
        case OfGroup(int number) -> written.append('\\').append(group.applyAsInt(number));
      }
    }
    return written.toString();
  }
}
