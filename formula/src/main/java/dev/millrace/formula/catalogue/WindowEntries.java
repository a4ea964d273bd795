package dev.millrace.formula.catalogue;

import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.any;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.ordinal;
import static dev.millrace.formula.function.Parameter.rows;
import static dev.millrace.formula.function.Parameter.same;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Definition.OfRows;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.local.Pairs;
import dev.millrace.formula.local.Ranks;
import dev.millrace.formula.lowering.Statistics;
import dev.millrace.formula.lowering.Totals;
import dev.millrace.formula.lowering.Windows;
import dev.millrace.formula.rex.Lowering;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/**
 * Functions that look at the rows around, in the order of the element. To add one: an entry here
 * and its rows in the table of truth. Their examples run over {@code [Amount]}: 1, Null, 2.5, 1,
 * and show the third row.
 */
final class WindowEntries {
  private static final Parameter DIRECTION = choice("direction", List.of("asc", "desc"));

  static final List<Function> ALL =
      Stream.of(
              shifted("Lag", "Value of a row before; default where there is none.", -1)
                  .example("Lag([Amount], 2)", 1L)
                  .lowered(Windows.shifted("lag")),
              shifted("Lead", "Value of a row after; default where there is none.", 1)
                  .example("Lead([Amount])", 1L)
                  .lowered(Windows.shifted("lead")),
              picked("First", "Value of the first row.", rows -> rows.getFirst())
                  .example("First([Amount])", 1L)
                  .lowered(Windows::first),
              picked("Last", "Value of the last row.", rows -> rows.getLast())
                  .example("Last([Amount])", 1L)
                  .lowered(Windows::last),
              picked(
                      "FirstNonNull",
                      "First value that is not Null.",
                      rows -> rows.stream().filter(Objects::nonNull).findFirst().orElse(null))
                  .example("FirstNonNull([Amount])", 1L)
                  .lowered(Windows::firstNonNull),
              picked(
                      "LastNonNull",
                      "Last value that is not Null.",
                      rows ->
                          rows.reversed().stream()
                              .filter(Objects::nonNull)
                              .findFirst()
                              .orElse(null))
                  .example("LastNonNull([Amount])", 1L)
                  .lowered(Windows::lastNonNull),
              function("Nth", "Value of the n-th row; Null if there are fewer.")
                  .arguments(same("value", 1), ordinal("n"))
                  .returnsShared(1)
                  .example("Nth([Amount], 3)", 2.5)
                  .overOrder(WindowEntries::nth)
                  .lowered(Windows::nth),
              function("FillDown", "The value, or the nearest one before that is not Null.")
                  .arguments(same("value", 1))
                  .returnsShared(1)
                  .example("FillDown([Amount])", 2.5)
                  .overOrder(WindowEntries::filled)
                  .lowered(Windows::fillDown),
              function("RowNumber", "Place of the row, by the column or by the element's order.")
                  .optional(comparable("column", 1), DIRECTION)
                  .returns(NUMBER)
                  .example("RowNumber([Amount], \"desc\")", 2L)
                  .overOrder(rows -> Ranks.of(rows, 0).rowNumbers())
                  .lowered(Windows::rowNumber),
              function("Rank", "Rank with gaps after rows that share one.")
                  .optional(comparable("column", 1), DIRECTION)
                  .returns(NUMBER)
                  .example("Rank([Amount])", 3L)
                  .overOrder(rows -> Ranks.of(rows, 0).ranks())
                  .lowered(Windows.rank("rank", SqlTypeName.BIGINT)),
              function("RankDense", "Rank without gaps.")
                  .optional(comparable("column", 1), DIRECTION)
                  .returns(NUMBER)
                  .example("RankDense([Amount])", 2L)
                  .overOrder(rows -> Ranks.of(rows, 0).denseRanks())
                  .lowered(Windows.rank("dense_rank", SqlTypeName.BIGINT)),
              function("RankPercentile", "Rank as a part of the others, from 0 to 1.")
                  .arguments(comparable("column", 1))
                  .optional(DIRECTION)
                  .returns(NUMBER)
                  .example("RankPercentile([Amount])", 2d / 3)
                  .overOrder(rows -> Ranks.of(rows, 0).percentiles())
                  .lowered(Windows.rank("percent_rank", SqlTypeName.DOUBLE)),
              function("CumeDist", "Part of the rows that come no later, from 0 to 1.")
                  .arguments(comparable("column", 1))
                  .optional(DIRECTION)
                  .returns(NUMBER)
                  .example("CumeDist([Amount])", 0.75)
                  .overOrder(rows -> Ranks.of(rows, 0).distribution())
                  .lowered(Windows.rank("cume_dist", SqlTypeName.DOUBLE)),
              function("Ntile", "Which of so many buckets of equal size the row falls into.")
                  .arguments(ordinal("buckets"), comparable("column", 1))
                  .optional(DIRECTION)
                  .returns(NUMBER)
                  .example("Ntile(2, [Amount])", 2L)
                  .overOrder(rows -> Ranks.of(rows, 1).buckets())
                  .lowered(Windows::ntile))
          .map(FunctionEntry::build)
          .toList();

  /** Aggregates over a part of the rows: the functions Cumulative… and Moving…. */
  static final List<Function> FRAMED =
      Stream.of(
              framed("Sum", "total", AggregateEntries::sumOf, Totals::sum, number("number"), 3.5),
              framed(
                  "Avg", "mean", AggregateEntries::meanOf, Totals::average, number("number"), 1.75),
              framed(
                  "Min",
                  "smallest value",
                  AggregateEntries::least,
                  Totals::min,
                  comparable("value", 1),
                  1L),
              framed(
                  "Max",
                  "largest value",
                  AggregateEntries::most,
                  Totals::max,
                  comparable("value", 1),
                  2.5),
              framed(
                  "Count",
                  "number of values",
                  AggregateEntries::count,
                  Totals::count,
                  any("value"),
                  2L),
              framed(
                  "StdDev",
                  "standard deviation",
                  StatisticEntries::deviation,
                  Statistics::deviation,
                  number("number"),
                  1.0606601717798212),
              framed(
                  "Variance",
                  "variance",
                  StatisticEntries::variance,
                  Statistics::variance,
                  number("number"),
                  1.125),
              correlated())
          .flatMap(List::stream)
          .map(FunctionEntry::build)
          .toList();

  private WindowEntries() {}

  private static FunctionEntry function(String name, String help) {
    return FunctionEntry.function("Window", name).help(help).nulls(Nulls.HANDLED);
  }

  private static List<FunctionEntry> framed(
      String name,
      String what,
      OfRows aggregate,
      Lowering lowering,
      Parameter value,
      Object expected) {
    return List.of(
        typed(
                function(
                    "Cumulative" + name, "Running %s, the row itself included.".formatted(what)),
                value)
            .arguments(value)
            .example("Cumulative%s([Amount])".formatted(name), expected)
            .overOrder(rows -> frames(rows, rows.size(), 0, aggregate))
            .lowered(Windows.cumulative(lowering)),
        typed(
                function(
                    "Moving" + name,
                    "The %s over some rows above, the row itself, and some below.".formatted(what)),
                value)
            .arguments(value, rows("rows_above"))
            .optional(rows("rows_below"))
            .example("Moving%s([Amount], 0, 1)".formatted(name), expected)
            .overOrder(rows ->
                rows.isEmpty()
                    ? List.of()
                    : frames(
                        rows,
                        rows.getFirst().count(1),
                        rows.getFirst().size() > 2 ? rows.getFirst().count(2) : 0,
                        aggregate))
            .lowered(Windows.moving(lowering, 1)));
  }

  private static List<FunctionEntry> correlated() {
    Lowering correlation = Statistics.ofPairs("corr");
    return List.of(
        function("CumulativeCorr", "Running correlation, the row itself included.")
            .arguments(number("y"), number("x"))
            .returns(NUMBER)
            .example("CumulativeCorr([Amount], 2 * [Amount])", 1d)
            .overOrder(rows -> frames(rows, rows.size(), 0, some -> Pairs.of(some).correlation()))
            .lowered(Windows.cumulative(correlation)),
        function(
                "MovingCorr",
                "The correlation over some rows above, the row itself, and some below.")
            .arguments(number("y"), number("x"), rows("rows_above"))
            .optional(rows("rows_below"))
            .returns(NUMBER)
            .example("MovingCorr([Amount], 2 * [Amount], 2)", 1d)
            .overOrder(rows ->
                rows.isEmpty()
                    ? List.of()
                    : frames(
                        rows,
                        rows.getFirst().count(2),
                        rows.getFirst().size() > 3 ? rows.getFirst().count(3) : 0,
                        some -> Pairs.of(some).correlation()))
            .lowered(Windows.moving(correlation, 2)));
  }

  private static FunctionEntry typed(FunctionEntry entry, Parameter value) {
    return value.sharing() > 0 ? entry.returnsShared(value.sharing()) : entry.returns(NUMBER);
  }

  private static List<@Nullable Object> frames(
      List<Arguments> rows, int above, int below, OfRows aggregate) {
    List<@Nullable Object> results = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      int from = Math.max(0, row - above);
      int to = (int) Math.min(rows.size(), (long) row + below + 1);
      results.add(aggregate.apply(rows.subList(from, to)));
    }
    return results;
  }

  private static FunctionEntry shifted(String name, String help, int sign) {
    return function(name, help)
        .arguments(same("value", 1))
        .optional(rows("offset"), same("default", 1))
        .returnsShared(1)
        .overOrder(rows -> shifted(rows, sign));
  }

  private static List<@Nullable Object> shifted(List<Arguments> rows, int sign) {
    List<@Nullable Object> results = new ArrayList<>(rows.size());
    for (int row = 0; row < rows.size(); row++) {
      Arguments here = rows.get(row);
      long from = row + sign * (here.size() > 1 ? (long) here.count(1) : 1);
      Object orElse = here.size() > 2 ? here.orNull(2) : null;
      results.add(from >= 0 && from < rows.size() ? rows.get((int) from).orNull(0) : orElse);
    }
    return results;
  }

  private interface Pick {
    @Nullable Object of(List<@Nullable Object> values);
  }

  /** One value for all rows. */
  private static FunctionEntry picked(String name, String help, Pick pick) {
    return function(name, help)
        .arguments(same("value", 1))
        .returnsShared(1)
        .overOrder(
            rows -> rows.isEmpty() ? List.of() : repeated(pick.of(values(rows)), rows.size()));
  }

  private static List<@Nullable Object> nth(List<Arguments> rows) {
    if (rows.isEmpty()) {
      return List.of();
    }
    int n = rows.getFirst().count(1);
    return repeated(n <= rows.size() ? rows.get(n - 1).orNull(0) : null, rows.size());
  }

  private static List<@Nullable Object> filled(List<Arguments> rows) {
    List<@Nullable Object> results = new ArrayList<>(rows.size());
    Object last = null;
    for (Arguments row : rows) {
      last = row.orNull(0) == null ? last : row.orNull(0);
      results.add(last);
    }
    return results;
  }

  private static List<@Nullable Object> values(List<Arguments> rows) {
    List<@Nullable Object> values = new ArrayList<>(rows.size());
    rows.forEach(row -> values.add(row.orNull(0)));
    return values;
  }

  private static List<@Nullable Object> repeated(@Nullable Object value, int times) {
    List<@Nullable Object> values = new ArrayList<>(times);
    for (int i = 0; i < times; i++) {
      values.add(value);
    }
    return values;
  }
}
