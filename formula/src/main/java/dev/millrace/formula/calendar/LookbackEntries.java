package dev.millrace.formula.calendar;

import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.comparable;
import static dev.millrace.formula.function.Parameter.constant;
import static dev.millrace.formula.function.Parameter.date;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Constants;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.function.Nulls;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import dev.millrace.formula.value.Ordering;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** A value as it was some time before. */
public final class LookbackEntries {
  /** So far the engines can look from every year that they hold. */
  private static final int MOST_YEARS = 1_000;

  private static final LocalDateTime SOME_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);

  /** Rows without a date are near each other in their order, but no time lies between them. */
  private static final TemplateOperator IF_DATED =
      Primitives.everywhere("if dated", "CASE WHEN {1} IS NOT NULL THEN {0} END");

  public static final List<Function> ALL =
      List.of(
          FunctionEntry.function("Date", "DateLookback")
              .help(
                  "The value in the row whose date is so many periods earlier, later if negative;"
                      + " the smallest of several, Null if there is none.")
              .arguments(
                  comparable("value", 1),
                  date("date"),
                  constant("amount"),
                  choice("period", DateUnits.OF_SECONDS))
              .constants(LookbackEntries::unfit)
              .returnsShared(1)
              .nulls(Nulls.HANDLED)
              .example("DateLookback([Amount], Date(\"2026-01-01\"), 0, \"day\")", 1L)
              .overOrder(LookbackEntries::values)
              .lowered(LookbackEntries::lower)
              .build());

  private LookbackEntries() {}

  private static Optional<Constants.Unfit> unfit(List<@Nullable Object> written) {
    boolean known = written.get(3) instanceof String;
    if (!known || (written.get(2) instanceof Long amount && isNear(amount, written.get(3)))) {
      return Optional.empty();
    }
    return Optional.of(
        new Constants.Unfit(
            2,
            "The amount is a whole number of periods, and at most %,d years long."
                .formatted(MOST_YEARS)));
  }

  private static boolean isNear(long amount, @Nullable Object period) {
    LocalDateTime there = part(String.valueOf(period)).add(amount, SOME_DAY);
    return there != null && Math.abs(there.getYear() - SOME_DAY.getYear()) <= MOST_YEARS;
  }

  private static DatePart part(String period) {
    return DatePart.named(period).orElseThrow();
  }

  private static List<@Nullable Object> values(List<Arguments> rows) {
    Map<LocalDateTime, Object> least = new HashMap<>();
    for (Arguments row : rows) {
      if (row.orNull(0) != null && row.orNull(1) != null) {
        least.merge(
            row.date(1),
            Objects.requireNonNull(row.orNull(0)),
            (left, right) -> Ordering.NATURAL.compare(left, right) <= 0 ? left : right);
      }
    }
    List<@Nullable Object> results = new ArrayList<>(rows.size());
    for (Arguments row : rows) {
      LocalDateTime then =
          row.orNull(1) == null
              ? null
              : part(row.text(3)).add(-row.number(2).longValue(), row.date(1));
      results.add(then == null ? null : least.get(then));
    }
    return results;
  }

  private static Fragment lower(SqlContext context, List<Fragment> arguments) {
    Fragment value = arguments.get(0);
    long amount = (Long) Objects.requireNonNull(arguments.get(2).literal());
    DatePart part = part(String.valueOf(arguments.get(3).literal()));
    String side = amount < 0 ? "FOLLOWING" : "PRECEDING";
    String bound = "%s %s".formatted(interval(Math.abs(amount), part), side);
    boolean logical = value.type().getSqlTypeName() == SqlTypeName.BOOLEAN;
    TemplateOperator operator =
        Primitives.everywhere(
            "some time before",
            "%s({0}) OVER (ORDER BY {1} RANGE BETWEEN %s AND %s)"
                .formatted(logical ? "bool_and" : "min", bound, bound));
    Fragment date = context.slot(arguments.get(1));
    Fragment found = context.window(operator, value.type(), value, date);
    return context.call(IF_DATED, value.type(), found, date);
  }

  private static String interval(long amount, DatePart part) {
    return part == DatePart.QUARTER
        ? "INTERVAL '%d months'".formatted(amount * 3)
        : "INTERVAL '%d %ss'".formatted(amount, part.label());
  }
}
