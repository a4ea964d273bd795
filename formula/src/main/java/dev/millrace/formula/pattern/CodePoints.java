package dev.millrace.formula.pattern;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * A set of characters that a text may hold: all but NUL and the halves of surrogate pairs.
 *
 * @param ranges in order, apart from one another
 */
record CodePoints(List<Range> ranges) {
  /** From the first to the last, both included. */
  record Range(int first, int last) {
    /** Whether it is one character. */
    boolean isOne() {
      return first == last;
    }
  }

  private static final int LAST = Character.MAX_CODE_POINT;
  private static final int LAST_WITH_CASE = 0x1_FFFF;
  static final CodePoints NONE = new CodePoints(List.of());
  static final CodePoints DIGIT = of('0', '9');
  static final CodePoints WORD = of('0', '9', 'A', 'Z', '_', '_', 'a', 'z');
  static final CodePoints SPACE = of('\t', '\n', '\f', '\r', ' ', ' ');
  static final CodePoints LINE_END = of('\n', '\n');
  static final CodePoints ALL = NONE.others();

  /** From pairs of a first and a last character. */
  static CodePoints of(int... bounds) {
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < bounds.length; i += 2) {
      ranges.add(new Range(bounds[i], bounds[i + 1]));
    }
    return ofRanges(ranges);
  }

  /** All that hold a property. */
  static CodePoints that(IntPredicate property) {
    List<Range> ranges = new ArrayList<>();
    int first = -1;
    for (int c = 1; c <= LAST + 1; c++) {
      boolean holds = c <= LAST && property.test(c);
      if (holds && first < 0) {
        first = c;
      } else if (!holds && first >= 0) {
        ranges.add(new Range(first, c - 1));
        first = -1;
      }
    }
    return ofRanges(ranges);
  }

  static CodePoints union(Collection<CodePoints> sets) {
    return ofRanges(sets.stream().flatMap(set -> set.ranges.stream()).toList());
  }

  CodePoints or(CodePoints other) {
    return union(List.of(this, other));
  }

  private static CodePoints ofRanges(List<Range> unordered) {
    List<Range> merged = new ArrayList<>();
    for (Range range : unordered.stream().sorted(Comparator.comparingInt(Range::first)).toList()) {
      Range before = merged.isEmpty() ? null : merged.getLast();
      if (before != null && range.first <= before.last + 1) {
        merged.set(merged.size() - 1, new Range(before.first, Math.max(before.last, range.last)));
      } else {
        merged.add(range);
      }
    }
    List<Range> allowed = new ArrayList<>();
    for (Range range : merged) {
      cut(range, 1, Character.MIN_SURROGATE - 1, allowed);
      cut(range, Character.MAX_SURROGATE + 1, LAST, allowed);
    }
    return new CodePoints(List.copyOf(allowed));
  }

  private static void cut(Range range, int first, int last, List<Range> to) {
    int from = Math.max(range.first, first);
    int until = Math.min(range.last, last);
    if (from <= until) {
      to.add(new Range(from, until));
    }
  }

  /** All that are not in it. */
  CodePoints others() {
    List<Range> others = new ArrayList<>();
    int next = 1;
    for (Range range : ranges) {
      others.add(new Range(next, range.first - 1));
      next = range.last + 1;
    }
    others.add(new Range(next, LAST));
    return ofRanges(others.stream().filter(range -> range.first <= range.last).toList());
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contains(int codePoint) {
    return ranges.stream().anyMatch(range -> range.first <= codePoint && codePoint <= range.last);
  }

  boolean meets(CodePoints other) {
    return ranges.stream()
        .anyMatch(a -> other.ranges.stream().anyMatch(b -> a.first <= b.last && b.first <= a.last));
  }

  /** With each letter all that differ from it in their case alone. */
  CodePoints inAnyCase() {
    List<CodePoints> all = new ArrayList<>(List.of(this));
    for (int[] letters : Cases.SAME) {
      if (Arrays.stream(letters).anyMatch(this::contains)) {
        Arrays.stream(letters).forEach(letter -> all.add(of(letter, letter)));
      }
    }
    return union(all);
  }

  /** Letters that are one but for their case. */
  private static final class Cases {
    static final List<int[]> SAME = same();

    private Cases() {}

    private static List<int[]> same() {
      Map<Integer, List<Integer>> byFolded = new TreeMap<>();
      for (int c = 1; c <= LAST_WITH_CASE; c++) {
        int folded = Character.toLowerCase(Character.toUpperCase(c));
        // The i of Turkish has its capital in Turkish alone.
        if (c != 'İ' && c != 'ı') {
          byFolded.computeIfAbsent(folded, key -> new ArrayList<>()).add(c);
        }
      }
      return byFolded.values().stream()
          .filter(letters -> letters.size() > 1)
          .map(letters -> letters.stream().mapToInt(Integer::intValue).toArray())
          .toList();
    }
  }
}
