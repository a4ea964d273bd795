package dev.millrace.formula.local;

import dev.millrace.formula.value.Ordering;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a row holds in some columns. Equal values make equal keys, and Null is a value here. */
final class RowKey implements Comparable<RowKey> {
  static final RowKey EMPTY = new RowKey(List.of());
  private static final Comparator<@Nullable Object> NULLS_LAST =
      Comparator.nullsLast(Ordering.NATURAL);

  private final List<@Nullable Object> values;

  RowKey(List<@Nullable Object> values) {
    this.values = values;
  }

  /** Its first values alone. */
  RowKey first(int count) {
    return new RowKey(values.subList(0, count));
  }

  boolean hasNull() {
    return values.contains(null);
  }

  /** Only with one of the same length; the first value counts most. */
  @Override
  public int compareTo(RowKey other) {
    for (int i = 0; i < values.size(); i++) {
      int order = NULLS_LAST.compare(values.get(i), other.values.get(i));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof RowKey key && compareTo(key) == 0;
  }

  /** One for all: whole numbers and floats that are equal hash differently. */
  @Override
  public int hashCode() {
    return values.size();
  }

  /** The numbers of the rows with each key, in their order. */
  static NavigableMap<RowKey, List<Integer>> together(List<RowKey> keys) {
    NavigableMap<RowKey, List<Integer>> rows = new TreeMap<>();
    for (int row = 0; row < keys.size(); row++) {
      rows.computeIfAbsent(keys.get(row), key -> new ArrayList<>()).add(row);
    }
    return rows;
  }
}
