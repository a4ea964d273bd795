package dev.millrace.app.formula;

import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    Map<List<@Nullable Object>, List<Integer>> groups = new LinkedHashMap<>();
    order.forEach(row -> groups.computeIfAbsent(key(one, row), key -> new ArrayList<>()).add(row));
    if (groups.isEmpty()) {
      return one.groupBy().isEmpty() ? new Group(one, List.of()).results(1) : List.of();
    }
    return one.groups() ? perGroup(one, groups) : perRow(one, groups, order);
  }

  private List<@Nullable Object> perRow(
      FormulaCase one, Map<List<@Nullable Object>, List<Integer>> groups, List<Integer> order) {
    Map<Integer, @Nullable Object> byRow = new HashMap<>();
    for (List<Integer> rows : groups.values()) {
      List<@Nullable Object> values = new Group(one, rows).results(rows.size());
      for (int i = 0; i < rows.size(); i++) {
        byRow.put(rows.get(i), values.get(i));
      }
    }
    List<@Nullable Object> results = new ArrayList<>(order.size());
    order.forEach(row -> results.add(byRow.get(row)));
    return results;
  }

  private List<@Nullable Object> perGroup(
      FormulaCase one, Map<List<@Nullable Object>, List<Integer>> groups) {
    Comparator<Integer> byKeys =
        by(one, one.groupBy().stream().map(name -> new Sort(name, false)).toList());
    List<@Nullable Object> results = new ArrayList<>();
    groups.values().stream()
        .sorted((left, right) -> byKeys.compare(left.getFirst(), right.getFirst()))
        .forEach(rows -> results.add(new Group(one, rows).results(rows.size()).getFirst()));
    return results;
  }

  private static List<@Nullable Object> key(FormulaCase one, int row) {
    List<@Nullable Object> key = new ArrayList<>();
    one.groupBy().forEach(name -> key.add(column(one, name).values().get(row)));
    return key;
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

  /** Rows that belong together, in their order. */
  private final class Group implements Values {
    private final FormulaCase one;
    private final Map<Reference, List<@Nullable Object>> columns = new HashMap<>();

    Group(FormulaCase one, List<Integer> rows) {
      this.one = one;
      one.columns()
          .forEach((name, column) -> {
            List<@Nullable Object> values = new ArrayList<>(rows.size());
            rows.forEach(row -> values.add(column.values().get(row)));
            columns.put(Reference.of(name), values);
          });
      one.selection().forEach((name, column) -> columns.put(name, column.values()));
      for (Computed computed : one.computed()) {
        columns.put(
            Reference.of(computed.name()),
            formulas.evaluateRows(computed.formula(), rows.size(), this));
      }
    }

    List<@Nullable Object> results(int rows) {
      return formulas.evaluateRows(one.formula(), rows, this);
    }

    @Override
    public @Nullable Object value(Reference reference) {
      return Objects.requireNonNull(one.single().get(reference)).values().getFirst();
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
