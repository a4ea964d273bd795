package dev.millrace.formula.pattern;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** A regular expression as a tree. */
sealed interface Regex {
  int NO_END = -1;

  /** A size that no product of counts takes beyond what is counted. */
  long HUGE = 1_000_000_000;

  /** One character of a set. */
  record Chars(CodePoints set) implements Regex {}

  /** A place between characters. */
  record Edge(Kind kind) implements Regex {}

  /** Where a place is. */
  enum Kind {
    TEXT_BEGIN,
    TEXT_END,
    LINE_BEGIN,
    LINE_END,
    WORD,
    NOT_WORD
  }

  /** One behind the other. */
  record Sequence(List<Regex> parts) implements Regex {}

  /** The first that leads to a match. */
  record Choice(List<Regex> branches) implements Regex {}

  /**
   * Several times.
   *
   * @param most or {@link #NO_END}
   * @param greedy as often as leads to a match, or as seldom
   */
  record Repeat(Regex body, int least, int most, boolean greedy) implements Regex {}

  /** What a number refers to. */
  record Group(int number, Regex body) implements Regex {}

  /** Whether it may match nothing. */
  default boolean isNullable() {
    return switch (this) {
      case Chars chars -> false;
      case Edge edge -> true;
      case Sequence(List<Regex> parts) -> parts.stream().allMatch(Regex::isNullable);
      case Choice(List<Regex> branches) -> branches.stream().anyMatch(Regex::isNullable);
      case Repeat repeat -> repeat.least == 0 || repeat.body.isNullable();
      case Group group -> group.body.isNullable();
    };
  }

  /** Whether it, or something in it, is wanted. */
  default boolean has(Predicate<Regex> wanted) {
    return wanted.test(this)
        || switch (this) {
          case Chars chars -> false;
          case Edge edge -> false;
          case Sequence(List<Regex> parts) -> parts.stream().anyMatch(part -> part.has(wanted));
          case Choice(List<Regex> branches) ->
              branches.stream().anyMatch(branch -> branch.has(wanted));
          case Repeat repeat -> repeat.body.has(wanted);
          case Group group -> group.body.has(wanted);
        };
  }

  /** Whether each match ends at the end of the text. */
  default boolean endsText() {
    return switch (this) {
      case Chars chars -> false;
      case Edge(Kind kind) -> kind == Kind.TEXT_END;
      case Sequence(List<Regex> parts) -> !parts.isEmpty() && parts.getLast().endsText();
      case Choice(List<Regex> branches) -> branches.stream().allMatch(Regex::endsText);
      case Repeat repeat -> repeat.least > 0 && repeat.body.endsText();
      case Group group -> group.body.endsText();
    };
  }

  /** The characters with which it may begin. */
  default CodePoints first() {
    return switch (this) {
      case Chars(CodePoints set) -> set;
      case Edge edge -> CodePoints.NONE;
      case Sequence(List<Regex> parts) -> {
        CodePoints first = CodePoints.NONE;
        for (Regex part : parts) {
          first = first.or(part.first());
          if (!part.isNullable()) {
            break;
          }
        }
        yield first;
      }
      case Choice(List<Regex> branches) ->
          CodePoints.union(branches.stream().map(Regex::first).toList());
      case Repeat repeat -> repeat.body.first();
      case Group group -> group.body.first();
    };
  }

  /** How many characters it matches, if that is always the same number. */
  default OptionalInt length() {
    return switch (this) {
      case Chars chars -> OptionalInt.of(1);
      case Edge edge -> OptionalInt.of(0);
      case Sequence(List<Regex> parts) -> {
        int sum = 0;
        for (Regex part : parts) {
          OptionalInt length = part.length();
          if (length.isEmpty()) {
            yield OptionalInt.empty();
          }
          sum += length.getAsInt();
        }
        yield OptionalInt.of(sum);
      }
      case Choice(List<Regex> branches) -> {
        OptionalInt length = branches.getFirst().length();
        yield branches.stream().allMatch(branch -> branch.length().equals(length))
            ? length
            : OptionalInt.empty();
      }
      case Repeat repeat -> {
        OptionalInt length = repeat.body.length();
        yield repeat.least == repeat.most && length.isPresent()
            ? OptionalInt.of(length.getAsInt() * repeat.least)
            : OptionalInt.empty();
      }
      case Group group -> group.body.length();
    };
  }

  /** The highest product of counts within counts, at most {@link #HUGE}. */
  default long counts() {
    return switch (this) {
      case Chars chars -> 1;
      case Edge edge -> 1;
      case Sequence(List<Regex> parts) -> parts.stream().mapToLong(Regex::counts).max().orElse(1);
      case Choice(List<Regex> branches) ->
          branches.stream().mapToLong(Regex::counts).max().orElse(1);
      case Repeat repeat ->
          Math.min(HUGE, repeat.body.counts() * Math.max(1, Math.max(repeat.least, repeat.most)));
      case Group group -> group.body.counts();
    };
  }

  /** How large a machine it needs, roughly. */
  default long size() {
    return switch (this) {
      case Chars(CodePoints set) -> 1 + Math.min(set.ranges().size(), set.others().ranges().size());
      case Edge edge -> 1;
      case Sequence(List<Regex> parts) -> 1 + parts.stream().mapToLong(Regex::size).sum();
      case Choice(List<Regex> branches) -> 1 + branches.stream().mapToLong(Regex::size).sum();
      case Repeat repeat ->
          1 + Math.min(repeat.body.size(), HUGE) * Math.max(1, Math.max(repeat.least, repeat.most));
      case Group group -> 1 + group.body.size();
    };
  }
}
