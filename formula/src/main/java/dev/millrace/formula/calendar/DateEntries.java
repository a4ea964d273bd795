package dev.millrace.formula.calendar;

import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.LOGICAL;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.count;
import static dev.millrace.formula.function.Parameter.date;
import static dev.millrace.formula.function.Parameter.number;
import static dev.millrace.formula.function.Parameter.ordinal;
import static dev.millrace.formula.function.Parameter.rows;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.lowering.Casts;
import dev.millrace.formula.lowering.Moments;
import dev.millrace.formula.value.Conversion;
import dev.millrace.formula.value.DatePart;
import dev.millrace.formula.value.Rounding;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Date functions. To add one: an entry here and its rows in the table of truth. */
public final class DateEntries {
  /** More milliseconds than there are in the years 1 to 9999. */
  private static final double MOST = 1e15;

  public static final List<Function> ALL =
      Stream.of(
              function("Now")
                  .help("The moment of the query, UTC; the same everywhere in it.")
                  .returns(DATE)
                  .example("Now() >= Today()", true)
                  .local(a -> DatePart.inRange(a.now()))
                  .lowered((context, none) -> context.now()),
              function("Today")
                  .help("Midnight before the moment of the query, UTC.")
                  .returns(DATE)
                  .example("Today() <= Now()", true)
                  .local(a -> a.now().truncatedTo(ChronoUnit.DAYS))
                  .lowered((context, none) -> DateRanges.today(context)),
              function("DateAdd")
                  .help("The moment some units later; a month's last day if it has no such day.")
                  .arguments(choice("unit", DatePart.labels()), number("amount"), date("date"))
                  .returns(DATE)
                  .example(
                      "DateAdd(\"month\", 1, Date(\"2024-01-31\"))",
                      LocalDateTime.of(2024, 2, 29, 0, 0))
                  .local(a -> later(a))
                  .lowered(Moments::add),
              function("DateDiff")
                  .help("How many boundaries of the unit lie between two moments.")
                  .arguments(choice("unit", DatePart.labels()), date("start"), date("end"))
                  .returns(NUMBER)
                  .example("DateDiff(\"month\", Date(\"2024-01-31\"), Date(\"2024-02-01\"))", 1L)
                  .local(a -> part(a).between(a.date(1), a.date(2)))
                  .lowered(Moments::between),
              function("MakeDate")
                  .help("The moment of these numbers; Null if there is none.")
                  .arguments(count("year"), count("month"), count("day"))
                  .optional(count("hour"), count("minute"), count("second"))
                  .returns(DATE)
                  .example("MakeDate(2024, 2, 29)", LocalDateTime.of(2024, 2, 29, 0, 0))
                  .local(MadeDates::of)
                  .lowered(MadeDates::of),
              function("DateFromUnix")
                  .help(
                      "The moment so many seconds after 1970 began; Null outside the years 1 to 9999.")
                  .arguments(number("seconds"))
                  .returns(DATE)
                  .example("DateFromUnix(86400)", LocalDateTime.of(1970, 1, 2, 0, 0))
                  .local(a -> Conversion.moment(a.number(0)))
                  .lowered(Casts::date),
              since("DateFromUnixMs", "milliseconds", UnixTime.MILLISECONDS, 86_400_000),
              since("DateFromUnixUs", "microseconds", UnixTime.MICROSECONDS, 86_400_000_000L),
              function("InDateRange")
                  .help(
                      "Whether the moment lies in the last, next or current periods, or in this one up to today.")
                  .arguments(
                      date("date"),
                      choice("direction", DateRanges.DIRECTIONS),
                      choice("period", DateUnits.OF_SECONDS))
                  .optional(ordinal("length"), rows("offset"), date("today"))
                  .returns(LOGICAL)
                  .example(
                      "InDateRange(Date(\"2024-02-29\"), \"last\", \"month\", 1, 0, Date(\"2024-03-15\"))",
                      true)
                  .local(DateRanges::inRange)
                  .lowered(DateRanges::inRange),
              function("InPriorDateRange")
                  .help("Whether the moment lies in this period, some other periods ago.")
                  .arguments(
                      date("date"),
                      choice("range_period", DateUnits.OF_SECONDS),
                      choice("prior_period", DateUnits.OF_SECONDS))
                  .optional(rows("offset"), date("today"))
                  .returns(LOGICAL)
                  .example(
                      "InPriorDateRange(Date(\"2023-03-09\"), \"month\", \"year\", 1, Date(\"2024-03-15\"))",
                      true)
                  .local(DateRanges::inPriorRange)
                  .lowered(DateRanges::inPriorRange),
              function("BusinessDays")
                  .help(
                      "Days from Monday to Friday between two days, both counted; negative backwards.")
                  .arguments(date("start"), date("end"))
                  .returns(NUMBER)
                  .example("BusinessDays(Date(\"2024-03-01\"), Date(\"2024-03-04\"))", 2L)
                  .local(a -> DateRanges.businessDays(a.date(0), a.date(1)))
                  .lowered(DateRanges::businessDays))
          .map(FunctionEntry::build)
          .toList();

  private DateEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Date", name);
  }

  private static FunctionEntry since(String name, String unit, UnixTime time, long exampleDay) {
    return function(name)
        .help(
            "The moment so many %s after 1970 began; Null outside the years 1 to 9999."
                .formatted(unit))
        .arguments(number(unit))
        .returns(DATE)
        .example("%s(%d)".formatted(name, exampleDay), LocalDateTime.of(1970, 1, 2, 0, 0))
        .local(a -> time.moment(a.number(0)))
        .lowered(time::moment);
  }

  private static @Nullable LocalDateTime later(Arguments arguments) {
    Number amount = Rounding.round(arguments.number(1), 0);
    return amount != null && Math.abs(amount.doubleValue()) < MOST
        ? part(arguments).add(amount.longValue(), arguments.date(2))
        : null;
  }

  private static DatePart part(Arguments arguments) {
    return DatePart.named(arguments.text(0)).orElseThrow();
  }
}
