package dev.millrace.formula.local;

import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.Values;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.value.Canonical;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An element's rows in groups within groups: by all keys, by all but the last, and so on. */
final class Grouping {
  private final Values values;
  private final List<RowKey> keys;
  private final int depth;
  private final Map<Integer, NavigableMap<RowKey, Evaluator>> groups = new HashMap<>();

  Grouping(Values values, int rows, List<Reference> by) {
    this.values = values;
    this.depth = by.size();
    this.keys = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      List<@Nullable Object> key = new ArrayList<>(depth);
      for (Reference column : by) {
        key.add(incoming(values.values(column).get(row)));
      }
      keys.add(new RowKey(key));
    }
  }

  /** Whatever its type is said to be: numbers of all classes are one type. */
  private static @Nullable Object incoming(@Nullable Object value) {
    return value instanceof Number ? Canonical.incoming(value, ValueType.NUMBER) : value;
  }

  int depth() {
    return depth;
  }

  /** The rows that hold the same as a key in its first columns. */
  Evaluator around(RowKey key, int columns) {
    NavigableMap<RowKey, Evaluator> level = groups.computeIfAbsent(columns, this::level);
    return Objects.requireNonNull(level.get(key.first(columns)));
  }

  private NavigableMap<RowKey, Evaluator> level(int columns) {
    NavigableMap<RowKey, Evaluator> level = new TreeMap<>();
    RowKey.together(keys.stream().map(key -> key.first(columns)).toList())
        .forEach((key, rows) -> {
          Subset some = new Subset(values, rows, Optional.empty());
          level.put(key, new Evaluator(some, rows.size(), this, key));
        });
    return level;
  }

  /** What a formula gives in each row, within its group. */
  List<@Nullable Object> results(Node formula) {
    Map<Integer, @Nullable Object> results = new HashMap<>();
    RowKey.together(keys)
        .forEach((key, rows) -> {
          List<@Nullable Object> here = around(key, depth).rows(formula);
          for (int i = 0; i < rows.size(); i++) {
            results.put(rows.get(i), here.get(i));
          }
        });
    List<@Nullable Object> inOrder = new ArrayList<>(keys.size());
    for (int row = 0; row < keys.size(); row++) {
      inOrder.add(results.get(row));
    }
    return inOrder;
  }
}
