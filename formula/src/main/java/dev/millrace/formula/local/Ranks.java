package dev.millrace.formula.local;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.value.Ordering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Rows sorted by one of their arguments, for ranks. Null is the largest; rows with the same value
 * follow each other as in the element.
 *
 * @param sorted indexes of the rows
 * @param same at each place, whether the value is that of the place before
 */
public record Ranks(List<Arguments> rows, List<Integer> sorted, List<Boolean> same) {
  /**
   * Sorts.
   *
   * @param column which argument, followed by the direction; rows without it are in order as they
   *     are
   */
  public static Ranks of(List<Arguments> rows, int column) {
    boolean byColumn = !rows.isEmpty() && rows.getFirst().size() > column;
    List<Integer> sorted = new ArrayList<>(IntStream.range(0, rows.size()).boxed().toList());
    Comparator<@Nullable Object> order = Comparator.nullsLast(Ordering.NATURAL);
    if (byColumn) {
      boolean descending =
          rows.getFirst().size() > column + 1 && "desc".equals(rows.getFirst().orNull(column + 1));
      Comparator<@Nullable Object> directed = descending ? order.reversed() : order;
      sorted.sort((left, right) ->
          directed.compare(rows.get(left).orNull(column), rows.get(right).orNull(column)));
    }
    List<Boolean> same = new ArrayList<>(rows.size());
    for (int place = 0; place < rows.size(); place++) {
      same.add(
          byColumn
              && place > 0
              && order.compare(
                      rows.get(sorted.get(place)).orNull(column),
                      rows.get(sorted.get(place - 1)).orNull(column))
                  == 0);
    }
    return new Ranks(rows, sorted, same);
  }

  private interface AtPlace {
    Object of(int place, int first, int groups);
  }

  /**
   * In the order of the rows, what is computed from places, the first of a tie, and ties so far.
   */
  private List<@Nullable Object> each(AtPlace value) {
    List<@Nullable Object> results = new ArrayList<>(rows.size());
    rows.forEach(row -> results.add(null));
    int first = 0;
    int groups = 0;
    for (int place = 0; place < rows.size(); place++) {
      if (!same.get(place)) {
        first = place;
        groups++;
      }
      results.set(sorted.get(place), value.of(place, first, groups));
    }
    return results;
  }

  public List<@Nullable Object> rowNumbers() {
    return each((place, first, groups) -> place + 1L);
  }

  public List<@Nullable Object> ranks() {
    return each((place, first, groups) -> first + 1L);
  }

  public List<@Nullable Object> denseRanks() {
    return each((place, first, groups) -> (long) groups);
  }

  public List<@Nullable Object> percentiles() {
    return each(
        (place, first, groups) -> rows.size() == 1 ? 0.0 : (double) first / (rows.size() - 1));
  }

  public List<@Nullable Object> distribution() {
    return each((place, first, groups) -> (double) end(place) / rows.size());
  }

  /** The place after the last row of a tie. */
  private int end(int place) {
    int end = place + 1;
    while (end < rows.size() && same.get(end)) {
      end++;
    }
    return end;
  }

  /** The first buckets get the rows that are left over. */
  public List<@Nullable Object> buckets() {
    int count = rows.isEmpty() ? 1 : rows.getFirst().count(0);
    int size = rows.size() / count;
    int larger = rows.size() % count;
    int inLarger = larger * (size + 1);
    return each((place, first, groups) ->
        place < inLarger
            ? place / (size + 1) + 1L
            : (place - inLarger) / Math.max(1, size) + larger + 1L);
  }
}
