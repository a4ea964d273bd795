package dev.millrace.formula.catalogue;

import static dev.millrace.formula.Dialect.DUCKDB;
import static dev.millrace.formula.Dialect.POSTGRESQL;
import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.date;
import static dev.millrace.formula.function.Parameter.number;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.lowering.Moments;
import dev.millrace.formula.value.DatePart;
import dev.millrace.formula.value.Rounding;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Date functions. To add one: an entry here and its rows in the table of truth. */
final class DateEntries {
  /** More milliseconds than there are in the years 1 to 9999. */
  private static final double MOST = 1e15;

  static final List<Function> ALL =
      Stream.of(
              function("Now")
                  .help("The moment of the query, UTC; the same everywhere in it.")
                  .returns(DATE)
                  .example("Now() >= Today()", true)
                  .local(a -> DatePart.inRange(a.now()))
                  .on(DUCKDB, "timezone('UTC', now())")
                  .on(POSTGRESQL, "timezone('UTC', now())"),
              function("Today")
                  .help("Midnight before the moment of the query, UTC.")
                  .returns(DATE)
                  .example("Today() <= Now()", true)
                  .local(a -> a.now().truncatedTo(ChronoUnit.DAYS))
                  .on(DUCKDB, "date_trunc('day', timezone('UTC', now()))")
                  .on(POSTGRESQL, "date_trunc('day', timezone('UTC', now()))"),
              part("Year", "Year of a moment.", 2024, LocalDateTime::getYear),
              part("Month", "Month of a moment, 1 to 12.", 2, LocalDateTime::getMonthValue),
              part("Day", "Day of the month, 1 to 31.", 29, LocalDateTime::getDayOfMonth),
              part("Hour", "Hour of a moment, 0 to 23.", 10, LocalDateTime::getHour),
              part("Minute", "Minute of a moment, 0 to 59.", 20, LocalDateTime::getMinute),
              part("Second", "Second of a moment, 0 to 59.", 30, LocalDateTime::getSecond),
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
                  .lowered(Moments::between))
          .map(FunctionEntry::build)
          .toList();

  private DateEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Date", name);
  }

  private static FunctionEntry part(
      String name, String help, long example, ToIntFunction<LocalDateTime> part) {
    return function(name)
        .help(help)
        .arguments(date("date"))
        .returns(NUMBER)
        .example(name + "(Date(\"2024-02-29T10:20:30\"))", example)
        .local(a -> (long) part.applyAsInt(a.date(0)))
        .on(DUCKDB, "date_part('" + name.toLowerCase(Locale.ROOT) + "', {date})")
        .on(POSTGRESQL, "floor(extract(" + name.toLowerCase(Locale.ROOT) + " FROM {date}))");
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
