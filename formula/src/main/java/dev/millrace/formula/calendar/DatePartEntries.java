package dev.millrace.formula.calendar;

import static dev.millrace.formula.ValueType.DATE;
import static dev.millrace.formula.ValueType.NUMBER;
import static dev.millrace.formula.ValueType.TEXT;
import static dev.millrace.formula.function.Parameter.choice;
import static dev.millrace.formula.function.Parameter.date;
import static dev.millrace.formula.function.Parameter.text;
import static dev.millrace.formula.function.Parameter.writtenText;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.FunctionEntry;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.value.DatePart;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** What a moment is made of: its numbers, names and texts. */
public final class DatePartEntries {
  public static final List<Function> ALL =
      Stream.of(
              field("Year", "Year of a moment.", DateField.YEAR, 2024),
              field("Quarter", "Quarter of a moment, 1 to 4.", DateField.QUARTER, 1),
              field("Month", "Month of a moment, 1 to 12.", DateField.MONTH, 2),
              field("Day", "Day of the month, 1 to 31.", DateField.DAY, 29),
              field("Weekday", "Day of the week: 1 is Sunday.", DateField.WEEKDAY, 5),
              field("DayOfYear", "Day of the year, 1 to 366.", DateField.DAY_OF_YEAR, 60),
              field("Hour", "Hour of a moment, 0 to 23.", DateField.HOUR, 10),
              field("Minute", "Minute of a moment, 0 to 59.", DateField.MINUTE, 20),
              function("Second")
                  .help("Second of a moment, 0 to 59.")
                  .arguments(date("date"))
                  .returns(NUMBER)
                  .example("Second(Date(\"2024-02-29T10:20:30\"))", 30L)
                  .local(a -> DateField.SECOND.of(a.date(0)))
                  .lowered((context, a) -> number(context, DateField.SECOND, a.getFirst())),
              function("DatePart")
                  .help("A number of the moment: weekday 1 is Sunday, week 1 holds 1 January.")
                  .arguments(choice("part", DateField.labels()), date("date"))
                  .optional(writtenText("timezone"))
                  .constants(TimeZones.at(2))
                  .returns(NUMBER)
                  .example("DatePart(\"week\", Date(\"2024-01-07\"))", 2L)
                  .local(a -> number(DateField.named(a.text(0)), clock(a, 1)))
                  .lowered((context, a) ->
                      number(
                          context,
                          DateField.named(String.valueOf(a.getFirst().literal())),
                          clock(context, a, 1))),
              function("DateTrunc")
                  .help("Where the unit begins that the moment lies in, on the clock of the zone.")
                  .arguments(choice("unit", DatePart.labels()), date("date"))
                  .optional(writtenText("timezone"))
                  .constants(TimeZones.at(2))
                  .returns(DATE)
                  .example(
                      "DateTrunc(\"quarter\", Date(\"2024-05-17\"))",
                      LocalDateTime.of(2024, 4, 1, 0, 0))
                  .local(a -> truncated(unit(a.text(0)), clock(a, 1)))
                  .lowered((context, a) ->
                      DateUnits.start(context, unit(a.getFirst()), clock(context, a, 1))),
              function("LastDay")
                  .help("The last second of the unit that the moment lies in.")
                  .arguments(date("date"), choice("precision", DateUnits.OF_SECONDS))
                  .returns(DATE)
                  .example(
                      "LastDay(Date(\"2024-02-10\"), \"month\")",
                      LocalDateTime.of(2024, 2, 29, 23, 59, 59))
                  .local(a -> DateUnits.last(unit(a.text(1)), a.date(0)))
                  .lowered((context, a) -> DateUnits.last(context, unit(a.get(1)), a.getFirst())),
              function("EndOfMonth")
                  .help("The last second of the month.")
                  .arguments(date("date"))
                  .returns(DATE)
                  .example(
                      "EndOfMonth(Date(\"2024-02-10\"))", LocalDateTime.of(2024, 2, 29, 23, 59, 59))
                  .local(a -> DateUnits.last(DatePart.MONTH, a.date(0)))
                  .lowered((context, a) -> DateUnits.last(context, DatePart.MONTH, a.getFirst())),
              function("ConvertTimezone")
                  .help("What the clock of a zone shows, when UTC's or another's shows the date.")
                  .arguments(date("date"), writtenText("timezone"))
                  .optional(writtenText("from_timezone"))
                  .constants(TimeZones.at(1, 2))
                  .returns(DATE)
                  .example(
                      "ConvertTimezone(Date(\"2024-07-01T12:00:00\"), \"Europe/Berlin\")",
                      LocalDateTime.of(2024, 7, 1, 14, 0))
                  .local(a ->
                      TimeZones.clock(
                          a.size() > 2 ? TimeZones.read(a.date(0), a.text(2)) : a.date(0),
                          a.text(1)))
                  .lowered((context, a) ->
                      TimeZones.clock(
                          context,
                          a.size() > 2
                              ? TimeZones.read(context, a.getFirst(), a.get(2))
                              : a.getFirst(),
                          a.get(1))),
              name("MonthName", "English name of the month.", DateToken.MONTH_NAME, "February"),
              name("WeekdayName", "English name of the weekday.", DateToken.WEEKDAY, "Thursday"),
              function("DateFormat")
                  .help("The moment as a text in a format such as %Y-%m-%d.")
                  .arguments(date("date"), writtenText("format"))
                  .constants(DateFormat.writableAt(1))
                  .returns(TEXT)
                  .example("DateFormat(Date(\"2024-02-29\"), \"%d %b %Y\")", "29 Feb 2024")
                  .local(a -> DateFormat.of(a.text(1)).text(a.date(0)))
                  .lowered((context, a) ->
                      DateTexts.write(context, a.getFirst(), String.valueOf(a.get(1).literal()))),
              function("DateParse")
                  .help("The moment that a text names in a format; Null if it does not.")
                  .arguments(text("text"), writtenText("format"))
                  .constants(DateFormat.readableAt(1))
                  .returns(DATE)
                  .example(
                      "DateParse(\"29.2.2024\", \"%d.%m.%Y\")", LocalDateTime.of(2024, 2, 29, 0, 0))
                  .local(a -> DateTexts.read(a.text(0), a.text(1)))
                  .lowered((context, a) ->
                      DateTexts.read(context, a.getFirst(), String.valueOf(a.get(1).literal()))))
          .map(FunctionEntry::build)
          .toList();

  private DatePartEntries() {}

  private static FunctionEntry function(String name) {
    return FunctionEntry.function("Date", name);
  }

  private static FunctionEntry field(String name, String help, DateField field, long example) {
    return function(name)
        .help(help)
        .arguments(date("date"))
        .optional(writtenText("timezone"))
        .constants(TimeZones.at(1))
        .returns(NUMBER)
        .example(name + "(Date(\"2024-02-29T10:20:30\"))", example)
        .local(a -> number(field, clock(a, 0)))
        .lowered((context, a) -> number(context, field, clock(context, a, 0)));
  }

  private static FunctionEntry name(String name, String help, DateToken token, String example) {
    return function(name)
        .help(help)
        .arguments(date("date"))
        .returns(TEXT)
        .example(name + "(Date(\"2024-02-29\"))", example)
        .local(a -> token.text(a.date(0)))
        .lowered((context, a) ->
            context.call(token.operator(), context.type(SqlTypeName.VARCHAR), a.getFirst()));
  }

  private static @Nullable Long number(DateField field, @Nullable LocalDateTime moment) {
    return moment == null ? null : (Long) field.of(moment);
  }

  private static Fragment number(SqlContext context, DateField field, Fragment moment) {
    return context.call(field.operator(), context.type(SqlTypeName.BIGINT), moment);
  }

  private static @Nullable LocalDateTime truncated(DatePart unit, @Nullable LocalDateTime moment) {
    return moment == null ? null : DateUnits.start(unit, moment);
  }

  private static DatePart unit(String label) {
    return DatePart.named(label).orElseThrow();
  }

  private static DatePart unit(Fragment label) {
    return unit(String.valueOf(label.literal()));
  }

  /** The moment on the clock of the zone that the argument after it names. */
  private static @Nullable LocalDateTime clock(Arguments a, int place) {
    return a.size() > place + 1 ? TimeZones.clock(a.date(place), a.text(place + 1)) : a.date(place);
  }

  private static Fragment clock(SqlContext context, List<Fragment> a, int place) {
    return a.size() > place + 1
        ? TimeZones.clock(context, a.get(place), a.get(place + 1))
        : a.get(place);
  }
}
