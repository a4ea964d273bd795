package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.local.Pairs;
import dev.millrace.formula.lowering.Statistics;
import dev.millrace.formula.value.Arithmetic;
import dev.millrace.formula.value.Ordering;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Statistics over several rows; they skip Null. To add one: an entry here and its rows in the table
 * of truth. Their examples run over {@code [Amount]}: 1, Null, 2.5, 1.
 */
final class StatisticEntries {
  private static final Parameter ORDERED =
      new Parameter("value", Set.of(NUMBER, TEXT, DATE), 1, Parameter.Use.VALUE, List.of());

  static final List<Function> ALL =
      Stream.of(
              function("StdDev", "Sample standard deviation.", "StdDev([Amount])", Math.sqrt(0.75))
                  .arguments(number("number"))
                  .overRows(StatisticEntries::deviation)
                  .lowered(Statistics::deviation),
              function("Variance", "Sample variance.", "Variance([Amount])", 0.75)
                  .arguments(number("number"))
                  .overRows(StatisticEntries::variance)
                  .lowered(Statistics::variance),
              function("VariancePop", "Population variance.", "VariancePop([Amount])", 0.5)
                  .arguments(number("number"))
                  .overRows(rows -> spread(numbers(rows), 0))
                  .lowered(Statistics::populationVariance),
              function("Median", "Middle value, or the mean of the two.", "Median([Amount])", 1L)
                  .arguments(number("number"))
                  .overRows(StatisticEntries::median)
                  .lowered(Statistics::median),
              function(
                      "PercentileCont",
                      "Value at that part of the way from smallest to largest, between values.",
                      "PercentileCont([Amount], 0.75)",
                      1.75)
                  .arguments(number("number"), Parameter.part("part"))
                  .overRows(StatisticEntries::interpolated)
                  .lowered(Statistics::interpolated),
              function(
                      "PercentileDisc",
                      "Smallest value that at least that part of the values do not exceed.",
                      "PercentileDisc([Amount], 0.75)",
                      2.5)
                  .arguments(ORDERED, Parameter.part("part"))
                  .returnsShared(1)
                  .overRows(StatisticEntries::percentile)
                  .lowered(Statistics::percentile),
              pairs(
                      "Corr",
                      "Correlation of two columns.",
                      "corr",
                      "Corr([Amount], 2 * [Amount])",
                      1d)
                  .overRows(rows -> Pairs.of(rows).correlation()),
              pairs(
                      "RegressionSlope",
                      "Slope of the line that fits best.",
                      "regr_slope",
                      "RegressionSlope(2 * [Amount] + 1, [Amount])",
                      2d)
                  .overRows(rows -> Pairs.of(rows).slope()),
              pairs(
                      "RegressionIntercept",
                      "Where the line that fits best meets zero.",
                      "regr_intercept",
                      "RegressionIntercept(2 * [Amount] + 1, [Amount])",
                      1d)
                  .overRows(rows -> Pairs.of(rows).intercept()),
              pairs(
                      "RegressionR2",
                      "How much of the variance the line that fits best explains.",
                      "regr_r2",
                      "RegressionR2(2 * [Amount] + 1, [Amount])",
                      1d)
                  .overRows(rows -> Pairs.of(rows).explained()))
          .map(FunctionEntry::build)
          .toList();

  private StatisticEntries() {}

  private static FunctionEntry function(String name, String help, String example, Object expected) {
    return FunctionEntry.function("Aggregate", name)
        .help(help)
        .returns(NUMBER)
        .nulls(Nulls.HANDLED)
        .example(example, expected);
  }

  private static FunctionEntry pairs(
      String name, String help, String sql, String example, Object expected) {
    return function(name, help, example, expected)
        .arguments(number("y"), number("x"))
        .lowered(Statistics.ofPairs(sql));
  }

  private static double[] numbers(List<Arguments> rows) {
    return AggregateEntries.values(rows).stream()
        .mapToDouble(value -> ((Number) value).doubleValue())
        .toArray();
  }

  static @Nullable Number variance(List<Arguments> rows) {
    return spread(numbers(rows), 1);
  }

  static @Nullable Number deviation(List<Arguments> rows) {
    Number variance = variance(rows);
    return variance == null ? null : Math.sqrt(variance.doubleValue());
  }

  /**
   * Mean square of the distances from the mean.
   *
   * @param less by how much the count is lowered
   */
  private static @Nullable Number spread(double[] numbers, int less) {
    // Around the first, so that what never changes has no distance from its mean.
    double mean = numbers.length == 0 ? 0 : numbers[0];
    for (double number : numbers) {
      if (Math.abs(number) >= Pairs.LARGEST) {
        return null;
      }
      mean += (number - numbers[0]) / numbers.length;
    }
    double squares = 0;
    for (double number : numbers) {
      squares += (number - mean) * (number - mean);
    }
    return numbers.length <= less ? null : Arithmetic.finite(squares / (numbers.length - less));
  }

  private static List<Object> sorted(List<Arguments> rows) {
    return AggregateEntries.values(rows).stream().sorted(Ordering.NATURAL).toList();
  }

  private static @Nullable Number median(List<Arguments> rows) {
    List<Object> sorted = sorted(rows);
    int size = sorted.size();
    return size == 0 ? null : AggregateEntries.mean(sorted.subList((size - 1) / 2, size / 2 + 1));
  }

  private static @Nullable Object percentile(List<Arguments> rows) {
    List<Object> sorted = sorted(rows);
    if (sorted.isEmpty()) {
      return null;
    }
    int place =
        part(rows)
            .multiply(BigDecimal.valueOf(sorted.size()))
            .setScale(0, RoundingMode.CEILING)
            .intValueExact();
    return sorted.get(Math.max(1, place) - 1);
  }

  private static @Nullable Object interpolated(List<Arguments> rows) {
    List<Object> sorted = sorted(rows);
    if (sorted.isEmpty()) {
      return null;
    }
    BigDecimal way = part(rows).multiply(BigDecimal.valueOf(sorted.size() - 1L));
    int below = way.setScale(0, RoundingMode.FLOOR).intValueExact();
    int above = way.setScale(0, RoundingMode.CEILING).intValueExact();
    double share = way.subtract(BigDecimal.valueOf(below)).doubleValue();
    return Arithmetic.finite(
        ((Number) sorted.get(below)).doubleValue() * (1 - share)
            + ((Number) sorted.get(above)).doubleValue() * share);
  }

  private static BigDecimal part(List<Arguments> rows) {
    return Arithmetic.decimal(rows.getFirst().number(1));
  }
}
