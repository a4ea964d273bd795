package dev.millrace.app.formula;

import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import dev.millrace.formula.viewer.Viewer;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Runs cases by the definitions of the language, without any warehouse. */
final class LocalCases implements CaseEngine {
  private final Formulas formulas;

  LocalCases(Formulas formulas) {
    this.formulas = formulas;
  }

  @Override
  public List<@Nullable Object> run(FormulaCase one) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, one.rows()).boxed().toList());
    order.sort(by(one, one.sort()));
    if (order.isEmpty()) {
      return one.groupBy().isEmpty() ? new Rows(one, List.of()).results(1) : List.of();
    }
    List<@Nullable Object> results = new Rows(one, order).results(order.size());
    return one.groups() ? firstOfEach(one, order, results) : results;
  }

  /** One result for each group, in the order of the keys. */
  private static List<@Nullable Object> firstOfEach(
      FormulaCase one, List<Integer> order, List<@Nullable Object> results) {
    Comparator<Integer> byKeys =
        by(one, one.groupBy().stream().map(name -> new Sort(name, false)).toList());
    Comparator<Integer> byKeysOfRow =
        (left, right) -> byKeys.compare(order.get(left), order.get(right));
    List<Integer> places = new ArrayList<>(IntStream.range(0, order.size()).boxed().toList());
    places.sort(byKeysOfRow);
    List<@Nullable Object> firsts = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      boolean first =
          i == 0
              || (!one.groupBy().isEmpty()
                  && byKeysOfRow.compare(places.get(i - 1), places.get(i)) != 0);
      if (first) {
        firsts.add(results.get(places.get(i)));
      }
    }
    return firsts;
  }

  private static CaseColumn column(FormulaCase one, String name) {
    CaseColumn column = one.columns().get(name);
    if (column == null) {
      throw new CaseException("UNKNOWN_COLUMN", "The rows have no column '%s'.".formatted(name));
    }
    return column;
  }

  /** Nulls last ascending, first descending; what is equal stays as it came. */
  private static Comparator<Integer> by(FormulaCase one, List<Sort> keys) {
    return keys.stream()
        .map(key -> by(column(one, key.column()).values(), key.descending()))
        .reduce(Comparator::thenComparing)
        .orElse(Comparator.naturalOrder());
  }

  private static Comparator<Integer> by(List<@Nullable Object> values, boolean descending) {
    Comparator<Integer> ascending = (left, right) -> compared(values.get(left), values.get(right));
    return descending ? ascending.reversed() : ascending;
  }

  @SuppressWarnings("unchecked")
  private static int compared(@Nullable Object left, @Nullable Object right) {
    if (left == null || right == null) {
      return Boolean.compare(left == null, right == null);
    }
    if (left instanceof String text) {
      return Arrays.compare(text.codePoints().toArray(), right.toString().codePoints().toArray());
    }
    return ((Comparable<Object>) left).compareTo(right);
  }

  @Override
  public void close() {}

  /** The rows in their order. */
  private final class Rows implements Values {
    private final FormulaCase one;
    private final Map<Reference, List<@Nullable Object>> columns = new HashMap<>();

    Rows(FormulaCase one, List<Integer> order) {
      this.one = one;
      one.columns()
          .forEach((name, column) -> {
            List<@Nullable Object> values = new ArrayList<>(order.size());
            List<@Nullable Object> seen = column.seen();
            order.forEach(row -> values.add(seen.get(row)));
            columns.put(Reference.of(name), values);
          });
      one.tables()
          .forEach((table, held) ->
              held.forEach(
                  (name, column) -> columns.put(Reference.of(table, name), column.seen())));
      one.selection().forEach((name, column) -> columns.put(name, column.seen()));
      for (Computed computed : one.computed()) {
        columns.put(
            Reference.of(computed.name()), results(computed.formula(), Math.max(1, order.size())));
      }
    }

    List<@Nullable Object> results(int rows) {
      return results(one.formula(), rows);
    }

    private List<@Nullable Object> results(Formula formula, int rows) {
      List<Reference> groupBy = one.groupBy().stream().map(Reference::of).toList();
      return formulas.evaluateRows(formula, rows, this, groupBy);
    }

    @Override
    public @Nullable Object value(Reference reference) {
      return Viewer.isAsked(reference)
          ? one.viewer().answer(reference)
          : Objects.requireNonNull(one.single().get(reference)).seen().getFirst();
    }

    @Override
    public List<@Nullable Object> values(Reference reference) {
      return columns.getOrDefault(reference, List.of());
    }

    @Override
    public LocalDateTime now() {
      return one.now();
    }
  }
}
