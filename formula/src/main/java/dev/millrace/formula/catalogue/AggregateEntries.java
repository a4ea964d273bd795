package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.any;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.logical;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.text;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.lowering.Totals;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
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
                  .overRows(AggregateEntries::sumOf)
                  .lowered(Totals::sum),
              function("Avg", "Mean; Null if there is nothing.", "Avg([Amount])", 1.5)
                  .arguments(number("number"))
                  .returns(NUMBER)
                  .overRows(AggregateEntries::meanOf)
                  .lowered(Totals::average),
              function("Min", "Smallest value.", "Min([Amount])", 1L)
                  .arguments(comparable("value", 1))
                  .returnsShared(1)
                  .overRows(AggregateEntries::least)
                  .lowered(Totals::min),
              function("Max", "Largest value.", "Max([Amount])", 2.5)
                  .arguments(comparable("value", 1))
                  .returnsShared(1)
                  .overRows(AggregateEntries::most)
                  .lowered(Totals::max),
              function(
                      "Count",
                      "How many values there are, empty texts not counted; without one, how many rows.",
                      "Count([Amount])",
                      3L)
                  .optional(any("value"))
                  .returns(NUMBER)
                  .overRows(AggregateEntries::count)
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
                  .overRows(rows -> (long) holding(rows, 0).size())
                  .lowered(Totals::countIf),
              function(
                      "SumIf",
                      "Total over the rows in which all conditions hold.",
                      "SumIf([Amount], [Amount] > 1)",
                      2.5)
                  .arguments(number("number"), logical("condition"))
                  .repeating(0, logical("other"))
                  .returns(NUMBER)
                  .overRows(rows -> sumOf(holding(rows, 1)))
                  .lowered(Totals.where(Totals::sum)),
              conditional("Avg", "Mean", number("number"), 2.5)
                  .returns(NUMBER)
                  .overRows(rows -> meanOf(holding(rows, 1)))
                  .lowered(Totals.where(Totals::average)),
              conditional("Min", "Smallest value", comparable("value", 1), 2.5)
                  .returnsShared(1)
                  .overRows(rows -> least(holding(rows, 1)))
                  .lowered(Totals.where(Totals::min)),
              conditional("Max", "Largest value", comparable("value", 1), 2.5)
                  .returnsShared(1)
                  .overRows(rows -> most(holding(rows, 1)))
                  .lowered(Totals.where(Totals::max)),
              conditional(
                      "CountDistinct",
                      "How many different values there are",
                      comparable("value", 1),
                      1L)
                  .returns(NUMBER)
                  .overRows(rows -> countDistinct(holding(rows, 1)))
                  .lowered(Totals.where(Totals::countDistinct)),
              function(
                      "Ndv",
                      "How many different values there are, like CountDistinct.",
                      "Ndv([Amount])",
                      2L)
                  .arguments(comparable("value", 1))
                  .returns(NUMBER)
                  .overRows(AggregateEntries::countDistinct)
                  .lowered(Totals::countDistinct),
              function(
                      "SumProduct",
                      "Total of the products in each row; a row with a Null is left out.",
                      "SumProduct([Amount], [Amount])",
                      8.25)
                  .arguments(number("first"))
                  .repeating(0, number("other"))
                  .returns(NUMBER)
                  .overRows(AggregateEntries::sumOfProducts)
                  .lowered(Totals::sumOfProducts),
              function(
                      "ListAgg",
                      "The texts of all rows in their order, joined by a separator.",
                      "ListAgg(Text([Amount]), \"; \")",
                      "1; 2.5; 1")
                  .arguments(text("text"))
                  .optional(Parameter.choice("separator", List.of()))
                  .returns(TEXT)
                  .overRows(AggregateEntries::joined)
                  .lowered(Totals::joined))
          .map(FunctionEntry::build)
          .toList();

  private AggregateEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Aggregate", name)
        .help(help)
        .nulls(Nulls.HANDLED)
        .example(example, expected);
  }

  private static FunctionEntry conditional(
      String name, String what, Parameter value, Object expected) {
    return function(
            name + "If",
            what + " over the rows in which all conditions hold.",
            name + "If([Amount], [Amount] > 1)",
            expected)
        .arguments(value, logical("condition"))
        .repeating(0, logical("other"));
  }

  private static List<Arguments> holding(List<Arguments> rows, int first) {
    return rows.stream().filter(row -> allHold(row, first)).toList();
  }

  static @Nullable Number sumOf(List<Arguments> rows) {
    return sum(values(rows));
  }

  static @Nullable Number meanOf(List<Arguments> rows) {
    return mean(values(rows));
  }

  static @Nullable Object least(List<Arguments> rows) {
    return values(rows).stream().min(Ordering.NATURAL).orElse(null);
  }

  static @Nullable Object most(List<Arguments> rows) {
    return values(rows).stream().max(Ordering.NATURAL).orElse(null);
  }

  static Long count(List<Arguments> rows) {
    if (!rows.isEmpty() && rows.getFirst().size() == 0) {
      return (long) rows.size();
    }
    return values(rows).stream().filter(AggregateEntries::counts).count();
  }

  private static @Nullable Number sumOfProducts(List<Arguments> rows) {
    List<Object> products = new ArrayList<>();
    for (Arguments row : rows) {
      Number product = 1L;
      for (int i = 0; i < row.size() && product != null; i++) {
        product = row.orNull(i) == null ? null : Arithmetic.multiply(product, row.number(i));
      }
      if (product != null) {
        products.add(product);
      }
    }
    return sum(products);
  }

  private static @Nullable String joined(List<Arguments> rows) {
    if (values(rows).isEmpty()) {
      return null;
    }
    String separator = rows.getFirst().size() > 1 ? rows.getFirst().text(1) : ",";
    return values(rows).stream().map(Object::toString).collect(Collectors.joining(separator));
  }

  /** The first arguments that are not Null. */
  static List<Object> values(List<Arguments> rows) {
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

  static @Nullable Number mean(List<Object> values) {
    Number total = sum(values);
    return total == null ? null : Arithmetic.divide(total, (long) values.size());
  }
}
