package dev.millrace.formula.local;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a formula gives over the rows of another element, by their keys. */
final class LookupIndex {
  private static final int FIRST = 0;
  private final Map<RowKey, @Nullable Object> results = new TreeMap<>();
  private final @Nullable Object nothing;

  private LookupIndex(@Nullable Object nothing) {
    this.nothing = nothing;
  }

  static LookupIndex of(Node.Call call, boolean total, Values values) {
    Node formula = Lookups.formula(call);
    Reference column = Lookups.columns(call).iterator().next();
    LookupIndex index = new LookupIndex(total ? over(List.of(), column, formula, values) : null);
    int rows = values.values(column).size();
    Evaluator there = new Evaluator(values, rows, null, RowKey.EMPTY);
    List<RowKey> keys = new ArrayList<>(rows);
    for (int row = 0; row < rows; row++) {
      keys.add(new RowKey(there.nodes(Lookups.externalKeys(call), row)));
    }
    RowKey.together(keys)
        .forEach((key, same) -> index.results.put(key, over(same, column, formula, values)));
    return index;
  }

  /** An aggregate, or the value in the first row. */
  private static @Nullable Object over(
      List<Integer> rows, Reference column, Node formula, Values values) {
    Subset some = new Subset(values, rows, column.qualifier());
    return new Evaluator(some, rows.size(), null, RowKey.EMPTY).node(formula, FIRST);
  }

  /** The result for a key; Null is like no other. */
  @Nullable Object get(RowKey key) {
    return key.hasNull() || !results.containsKey(key) ? nothing : results.get(key);
  }
}
