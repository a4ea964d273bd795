package dev.millrace.formula.calendar;

import dev.millrace.formula.lowering.text.Texts;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import java.time.LocalDateTime;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Moments written and read in a format. */
final class DateTexts {
  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  /** Years of two digits lie between 1969 and 2068, as POSIX has it. */
  private static final int LAST_OF_THIS_CENTURY = 68;

  private static final TemplateOperator GROUP =
      Primitives.each(
          "part of the text",
          "NULLIF(regexp_extract({0}, {1}, 1), '')",
          "(regexp_match({0}, {1}))[1]");
  private static final TemplateOperator NUMBER =
      Primitives.each(
          "number of the part", "TRY_CAST({0} AS BIGINT)", "CAST(btrim({0}) AS INTEGER)");
  private static final TemplateOperator FULL_YEAR =
      Primitives.everywhere("full year", "({0} + CASE WHEN {0} <= 68 THEN 2000 ELSE 1900 END)");
  private static final TemplateOperator MONTH =
      Primitives.each(
          "month of the name",
          "((strpos('" + MONTHS + "', lower(left({0}, 3))) + 2) // 3)",
          "((strpos('" + MONTHS + "', lower(left({0}, 3))) + 2) / 3)");
  private static final TemplateOperator HOUR =
      Primitives.everywhere(
          "hour of the half",
          "CASE WHEN {0} BETWEEN 1 AND 12 THEN {0} % 12 + CASE WHEN lower({1}) = 'pm' THEN 12 ELSE 0 END END");
  private static final TemplateOperator DAY_OF_YEAR =
      Primitives.each(
          "day of the year",
          dayOfYear("to_days(CAST({1} - 1 AS INTEGER))"),
          dayOfYear("make_interval(days => {1} - 1)"));
  private static final TemplateOperator MILLISECONDS =
      Primitives.each(
          "and milliseconds",
          "({0} + to_microseconds({1} * 1000))",
          "({0} + {1} * INTERVAL '1 millisecond')");
  private static final String EAST =
      "CASE WHEN {1} = 'Z' THEN {0} WHEN CAST(right({1}, 2) AS INTEGER) < 60 "
          + "AND CAST(substr({1}, 2, 2) AS INTEGER) < 24 THEN {0} - "
          + "CASE WHEN left({1}, 1) = '-' THEN -1 ELSE 1 END * "
          + "(CAST(substr({1}, 2, 2) AS INTEGER) * 60 + CAST(right({1}, 2) AS INTEGER)) * INTERVAL '1 minute' END";
  private static final TemplateOperator OFFSET = Primitives.everywhere("less the offset", EAST);
  private static final TemplateOperator IN_RANGE =
      Primitives.everywhere(
          "in range",
          "CASE WHEN {0} BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999' THEN {0} END");

  private static final TemplateOperator IF_KNOWN =
      Primitives.everywhere("text of a known one", "CASE WHEN {0} IS NOT NULL THEN {1} END");

  private DateTexts() {}

  private static String dayOfYear(String days) {
    return "CASE WHEN {1} >= 1 AND extract(year FROM {0} + %1$s) = extract(year FROM {0}) THEN {0} + %1$s END"
        .formatted(days);
  }

  static Fragment write(SqlContext context, Fragment moment, String format) {
    Fragment once = context.slot(moment);
    RelDataType text = context.type(SqlTypeName.VARCHAR);
    List<Fragment> pieces = new ArrayList<>();
    for (DateFormat.Piece piece : DateFormat.of(format).pieces()) {
      pieces.add(
          switch (piece) {
            case DateFormat.Piece.Plain plain -> context.literal(plain.text());
            case DateFormat.Piece.Token(DateToken token) ->
                context.call(token.operator(), text, once);
          });
    }
    return strict(context, once, pieces);
  }

  /** A format may have no token that would be null by itself. */
  private static Fragment strict(SqlContext context, Fragment moment, List<Fragment> pieces) {
    Fragment text = pieces.isEmpty() ? context.literal("") : Texts.concat(context, pieces);
    return context.call(IF_KNOWN, context.type(SqlTypeName.VARCHAR), moment, text);
  }

  /** Null if the text is not written so, or names no moment. */
  static @Nullable LocalDateTime read(String text, String written) {
    return new Reading(text, DateFormat.of(written)).moment();
  }

  /** Reading one text. */
  private record Reading(String text, DateFormat format) {
    private Optional<String> part(DateToken token) {
      if (!format.has(token)) {
        return Optional.empty();
      }
      Matcher matcher = Pattern.compile(format.pattern(token)).matcher(text);
      return matcher.matches() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    private Optional<Integer> number(DateToken token) {
      return part(token).map(Integer::parseInt);
    }

    @Nullable LocalDateTime moment() {
      Optional<Integer> year =
          format.has(DateToken.YEAR)
              ? number(DateToken.YEAR)
              : number(DateToken.SHORT_YEAR)
                  .map(two -> two + (two <= LAST_OF_THIS_CENTURY ? 2000 : 1900));
      if (year.isEmpty()) {
        return null;
      }
      LocalDateTime day =
          byDayOfYear(format)
              ? dayOfYear(year.get(), number(DateToken.DAY_OF_YEAR).orElse(0))
              : MadeDates.of(
                  year.get(),
                  month(),
                  number(DateToken.DAY).or(() -> number(DateToken.PADDED_DAY)).orElse(1),
                  0,
                  0,
                  0);
      return day == null ? null : atTime(day);
    }

    private int month() {
      return number(DateToken.MONTH)
          .or(() ->
              part(DateToken.SHORT_MONTH)
                  .or(() -> part(DateToken.MONTH_NAME))
                  .map(name ->
                      MONTHS.indexOf(name.substring(0, 3).toLowerCase(Locale.ROOT)) / 3 + 1))
          .orElse(1);
    }

    private static @Nullable LocalDateTime dayOfYear(int year, int day) {
      LocalDateTime first = MadeDates.of(year, 1, 1, 0, 0, 0);
      return first == null || day < 1 || day > Year.of(year).length()
          ? null
          : first.plusDays(day - 1L);
    }

    private @Nullable LocalDateTime atTime(LocalDateTime day) {
      int hour = number(DateToken.HOUR).orElseGet(this::hourOfHalf);
      LocalDateTime time =
          MadeDates.of(
              day.getYear(),
              day.getMonthValue(),
              day.getDayOfMonth(),
              hour,
              number(DateToken.MINUTE).orElse(0),
              number(DateToken.SECOND).orElse(0));
      if (time == null) {
        return null;
      }
      LocalDateTime exact = time.plusNanos(number(DateToken.MILLISECOND).orElse(0) * 1_000_000L);
      Optional<Integer> east = part(DateToken.OFFSET).map(Reading::minutes);
      return east.isPresent() && east.get() == Integer.MIN_VALUE
          ? null
          : DatePart.inRange(exact.minusMinutes(east.orElse(0)));
    }

    private int hourOfHalf() {
      int hour = number(DateToken.HOUR_OF_HALF).orElse(12);
      boolean afternoon =
          part(DateToken.HALF).filter(half -> half.equalsIgnoreCase("pm")).isPresent();
      return hour < 1 || hour > 12
          ? -1
          : hour % 12 + (format.has(DateToken.HOUR_OF_HALF) && afternoon ? 12 : 0);
    }

    /** East of Greenwich; the least of all if there is no such offset. */
    private static int minutes(String offset) {
      if (offset.equals("Z")) {
        return 0;
      }
      int hours = Integer.parseInt(offset.substring(1, 3));
      int minutes = Integer.parseInt(offset.substring(offset.length() - 2));
      int all = hours * 60 + minutes;
      return hours > 23 || minutes > 59 ? Integer.MIN_VALUE : offset.startsWith("-") ? -all : all;
    }
  }

  private static boolean byDayOfYear(DateFormat format) {
    return format.has(DateToken.DAY_OF_YEAR)
        && !format.has(DateToken.MONTH)
        && !format.has(DateToken.SHORT_MONTH)
        && !format.has(DateToken.MONTH_NAME)
        && !format.has(DateToken.DAY)
        && !format.has(DateToken.PADDED_DAY);
  }

  static Fragment read(SqlContext context, Fragment text, String written) {
    return new Statement(context, context.slot(text), DateFormat.of(written)).moment();
  }

  /** The SQL that reads texts of one format. */
  private record Statement(SqlContext context, Fragment text, DateFormat format) {
    private RelDataType type(SqlTypeName name) {
      return context.type(name);
    }

    private Fragment part(DateToken token) {
      return context.call(
          GROUP, type(SqlTypeName.VARCHAR), text, context.literal(format.pattern(token)));
    }

    private Fragment number(DateToken token) {
      return context.call(NUMBER, type(SqlTypeName.BIGINT), part(token));
    }

    private Fragment number(DateToken token, long otherwise) {
      return format.has(token) ? number(token) : context.literal(otherwise);
    }

    Fragment moment() {
      Fragment year =
          format.has(DateToken.YEAR)
              ? number(DateToken.YEAR)
              : context.call(FULL_YEAR, type(SqlTypeName.BIGINT), number(DateToken.SHORT_YEAR));
      boolean byDayOfYear = byDayOfYear(format);
      Fragment made =
          MadeDates.of(
              context,
              List.of(
                  year,
                  byDayOfYear ? context.literal(1L) : month(),
                  byDayOfYear
                      ? context.literal(1L)
                      : format.has(DateToken.DAY)
                          ? number(DateToken.DAY)
                          : number(DateToken.PADDED_DAY, 1),
                  hour(),
                  number(DateToken.MINUTE, 0),
                  number(DateToken.SECOND, 0)));
      if (byDayOfYear) {
        made = also(DAY_OF_YEAR, made, number(DateToken.DAY_OF_YEAR));
      }
      if (format.has(DateToken.MILLISECOND)) {
        made = also(MILLISECONDS, made, number(DateToken.MILLISECOND));
      }
      if (format.has(DateToken.OFFSET)) {
        made = also(OFFSET, made, part(DateToken.OFFSET));
        made = context.call(IN_RANGE, type(SqlTypeName.TIMESTAMP), made);
      }
      return made;
    }

    private Fragment also(TemplateOperator operator, Fragment made, Fragment part) {
      return context.call(operator, type(SqlTypeName.TIMESTAMP), made, part);
    }

    private Fragment month() {
      if (format.has(DateToken.MONTH)) {
        return number(DateToken.MONTH);
      }
      DateToken name =
          format.has(DateToken.SHORT_MONTH) ? DateToken.SHORT_MONTH : DateToken.MONTH_NAME;
      return format.has(name)
          ? context.call(MONTH, type(SqlTypeName.BIGINT), part(name))
          : context.literal(1L);
    }

    private Fragment hour() {
      if (format.has(DateToken.HOUR) || !format.has(DateToken.HOUR_OF_HALF)) {
        return number(DateToken.HOUR, 0);
      }
      Fragment half = format.has(DateToken.HALF) ? part(DateToken.HALF) : context.literal("am");
      return context.call(HOUR, type(SqlTypeName.BIGINT), number(DateToken.HOUR_OF_HALF), half);
    }
  }
}
