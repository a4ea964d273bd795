package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.any;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.logical;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.lowering.Totals;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Functions over several rows; they skip Null. To add one: an entry here and its rows in the table
 * of truth. Their examples run over {@code [Amount]}: 1, Null, 2.5, 1.
 */
final class AggregateEntries {
  static final List<Function> ALL =
      Stream.of(
              function("Sum", "Total; Null if there is nothing to add.", "Sum([Amount])", 4.5)
                  .arguments(number("number"))
                  .returns(NUMBER)
                  .overRows(rows -> sum(values(rows)))
                  .lowered(Totals::sum),
              function("Avg", "Mean; Null if there is nothing.", "Avg([Amount])", 1.5)
                  .arguments(number("number"))
                  .returns(NUMBER)
                  .overRows(rows -> mean(values(rows)))
                  .lowered(Totals::average),
              function("Min", "Smallest value.", "Min([Amount])", 1L)
                  .arguments(comparable("value", 1))
                  .returnsShared(1)
                  .overRows(rows -> values(rows).stream().min(Ordering.NATURAL).orElse(null))
                  .lowered(Totals::min),
              function("Max", "Largest value.", "Max([Amount])", 2.5)
                  .arguments(comparable("value", 1))
                  .returnsShared(1)
                  .overRows(rows -> values(rows).stream().max(Ordering.NATURAL).orElse(null))
                  .lowered(Totals::max),
              function(
                      "Count",
                      "How many values there are; empty texts do not count.",
                      "Count([Amount])",
                      3L)
                  .arguments(any("value"))
                  .returns(NUMBER)
                  .overRows(rows -> values(rows).stream().filter(AggregateEntries::counts).count())
                  .lowered(Totals::count),
              function(
                      "CountDistinct",
                      "How many different values there are; empty texts do not count.",
                      "CountDistinct([Amount])",
                      2L)
                  .arguments(comparable("value", 1))
                  .returns(NUMBER)
                  .overRows(AggregateEntries::countDistinct)
                  .lowered(Totals::countDistinct),
              function(
                      "CountIf",
                      "In how many rows all conditions hold.",
                      "CountIf([Amount] = 1)",
                      2L)
                  .arguments(logical("condition"))
                  .repeating(0, logical("other"))
                  .returns(NUMBER)
                  .overRows(rows -> rows.stream().filter(row -> allHold(row, 0)).count())
                  .lowered(Totals::countIf),
              function(
                      "SumIf",
                      "Total over the rows in which all conditions hold.",
                      "SumIf([Amount], [Amount] > 1)",
                      2.5)
                  .arguments(number("number"), logical("condition"))
                  .repeating(0, logical("other"))
                  .returns(NUMBER)
                  .overRows(
                      rows -> sum(values(rows.stream().filter(row -> allHold(row, 1)).toList())))
                  .lowered(Totals::sumIf))
          .map(FunctionEntry::build)
          .toList();

  private AggregateEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Aggregate", name)
        .help(help)
        .nulls(Nulls.HANDLED)
        .example(example, expected);
  }

  /** The first arguments that are not Null. */
  private static List<Object> values(List<Arguments> rows) {
    return rows.stream().map(row -> row.orNull(0)).filter(Objects::nonNull).toList();
  }

  private static boolean counts(Object value) {
    return !value.equals("");
  }

  private static boolean allHold(Arguments row, int first) {
    return IntStream.range(first, row.size()).allMatch(row::holds);
  }

  private static long countDistinct(List<Arguments> rows) {
    TreeSet<Object> different = new TreeSet<>(Ordering.NATURAL);
    values(rows).stream().filter(AggregateEntries::counts).forEach(different::add);
    return different.size();
  }

  private static @Nullable Number sum(List<Object> values) {
    if (values.isEmpty()) {
      return null;
    }
    if (values.stream().anyMatch(Double.class::isInstance)) {
      return Arithmetic.finite(
          values.stream().mapToDouble(value -> ((Number) value).doubleValue()).sum());
    }
    BigDecimal total = BigDecimal.ZERO;
    for (Object value : values) {
      total = total.add(Arithmetic.decimal((Number) value));
    }
    return Arithmetic.fit(total);
  }

  private static @Nullable Number mean(List<Object> values) {
    Number total = sum(values);
    return total == null ? null : Arithmetic.divide(total, (long) values.size());
  }
}
