package dev.millrace.formula.calendar;

import dev.millrace.formula.function.Arguments;
import dev.millrace.formula.lowering.Moments;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Ranges that move with the day, and the days in them on which people work. */
final class DateRanges {
  static final String LAST = "last";
  static final String NEXT = "next";
  static final String CURRENT = "current";
  static final String TO_DATE = "to_date";
  static final List<String> DIRECTIONS = List.of(LAST, NEXT, CURRENT, TO_DATE);

  /** A Monday before all moments, so that no day has a number below 0. */
  private static final LocalDateTime A_MONDAY = LocalDateTime.of(0, 12, 18, 0, 0);

  private static final TemplateOperator TODAY =
      Primitives.everywhere("today", "date_trunc('day', {0})");
  private static final TemplateOperator IN =
      Primitives.everywhere("in the range", "({0} >= {1} AND {0} < {2})");
  private static final TemplateOperator UP_TO =
      Primitives.everywhere("up to", "({0} >= {1} AND {0} <= {2})");
  private static final TemplateOperator DAYS =
      Primitives.each(
          "days since a Monday",
          "(date_diff('day', TIMESTAMP '0001-01-01', {0}) + 14)",
          "(CAST({0} AS DATE) - DATE '0001-01-01' + 14)");
  private static final TemplateOperator WORKED =
      Primitives.each("working days until", worked("//"), worked("/"));
  private static final TemplateOperator COUNTED =
      Primitives.everywhere(
          "working days between", "CASE WHEN {0} <= {1} THEN {3} - {2} ELSE {4} - {5} END");
  private static final TemplateOperator DAY_BEFORE =
      Primitives.everywhere("the day before", "({0} - 1)");

  private static final TemplateOperator END_OF_DAY =
      Primitives.everywhere(
          "end of day", "(date_trunc('day', {0}) + INTERVAL '1 day' - INTERVAL '1 microsecond')");

  private DateRanges() {}

  private static String worked(String whole) {
    return "(({0} %s 7) * 5 + least({0} %% 7 + 1, 5))".formatted(whole);
  }

  /** A range of moments; without its end. */
  private record Range(@Nullable LocalDateTime start, @Nullable LocalDateTime end) {
    @Nullable Boolean has(LocalDateTime moment) {
      return (start == null || end == null)
          ? null
          : Boolean.valueOf(!moment.isBefore(start) && moment.isBefore(end));
    }
  }

  private static @Nullable LocalDateTime add(
      DatePart part, long amount, @Nullable LocalDateTime moment) {
    return moment == null ? null : part.add(amount, moment);
  }

  private static LocalDateTime today(Arguments arguments, int place) {
    return arguments.size() > place
        ? arguments.date(place)
        : arguments.now().truncatedTo(ChronoUnit.DAYS);
  }

  private static long whole(Arguments arguments, int place, long otherwise) {
    return arguments.size() > place ? arguments.number(place).longValue() : otherwise;
  }

  static @Nullable Boolean inRange(Arguments arguments) {
    LocalDateTime moment = arguments.date(0);
    DatePart period = DatePart.named(arguments.text(2)).orElseThrow();
    long length = whole(arguments, 3, 1);
    long offset = whole(arguments, 4, 0);
    LocalDateTime today = today(arguments, 5);
    LocalDateTime start = DateUnits.start(period, today);
    return switch (arguments.text(1)) {
      case LAST ->
          new Range(add(period, -length - offset, start), add(period, -offset, start)).has(moment);
      case NEXT ->
          new Range(add(period, 1 + offset, start), add(period, 1 + offset + length, start))
              .has(moment);
      case CURRENT -> new Range(start, add(period, 1, start)).has(moment);
      default ->
          start == null
              ? null
              : Boolean.valueOf(!moment.isBefore(start) && !moment.isAfter(upTo(period, today)));
    };
  }

  /** A whole day belongs to a range up to that day. */
  private static LocalDateTime upTo(DatePart period, LocalDateTime today) {
    return period.compareTo(DatePart.DAY) <= 0
        ? today.truncatedTo(ChronoUnit.DAYS).plusDays(1).minus(1, ChronoUnit.MICROS)
        : today;
  }

  static @Nullable Boolean inPriorRange(Arguments arguments) {
    DatePart range = DatePart.named(arguments.text(1)).orElseThrow();
    DatePart prior = DatePart.named(arguments.text(2)).orElseThrow();
    long offset = whole(arguments, 3, 1);
    LocalDateTime start = DateUnits.start(range, today(arguments, 4));
    return new Range(add(prior, -offset, start), add(prior, -offset, add(range, 1, start)))
        .has(arguments.date(0));
  }

  static long businessDays(LocalDateTime start, LocalDateTime end) {
    long first = ChronoUnit.DAYS.between(A_MONDAY, start.truncatedTo(ChronoUnit.DAYS));
    long last = ChronoUnit.DAYS.between(A_MONDAY, end.truncatedTo(ChronoUnit.DAYS));
    return first <= last ? worked(last) - worked(first - 1) : worked(last - 1) - worked(first);
  }

  private static long worked(long day) {
    return day / 7 * 5 + Math.min(day % 7 + 1, 5);
  }

  static Fragment inRange(SqlContext context, List<Fragment> arguments) {
    Fragment period = arguments.get(2);
    DatePart part = DatePart.named(String.valueOf(period.literal())).orElseThrow();
    long length = whole(arguments, 3, 1);
    long offset = whole(arguments, 4, 0);
    Fragment today = today(context, arguments, 5);
    Fragment start = context.slot(DateUnits.start(context, part, today));
    Fragment moment = arguments.getFirst();
    return switch (String.valueOf(arguments.get(1).literal())) {
      case LAST ->
          in(
              context,
              moment,
              add(context, period, -length - offset, start),
              add(context, period, -offset, start));
      case NEXT ->
          in(
              context,
              moment,
              add(context, period, 1 + offset, start),
              add(context, period, 1 + offset + length, start));
      case CURRENT -> in(context, moment, start, add(context, period, 1, start));
      default ->
          context.call(
              UP_TO, context.type(SqlTypeName.BOOLEAN), moment, start, upTo(context, part, today));
    };
  }

  private static Fragment upTo(SqlContext context, DatePart period, Fragment today) {
    return period.compareTo(DatePart.DAY) <= 0
        ? context.call(END_OF_DAY, context.type(SqlTypeName.TIMESTAMP), today)
        : today;
  }

  static Fragment inPriorRange(SqlContext context, List<Fragment> arguments) {
    Fragment range = arguments.get(1);
    Fragment prior = arguments.get(2);
    DatePart part = DatePart.named(String.valueOf(range.literal())).orElseThrow();
    long offset = whole(arguments, 3, 1);
    Fragment start = context.slot(DateUnits.start(context, part, today(context, arguments, 4)));
    return in(
        context,
        arguments.getFirst(),
        add(context, prior, -offset, start),
        add(context, prior, -offset, add(context, range, 1, start)));
  }

  private static long whole(List<Fragment> arguments, int place, long otherwise) {
    return arguments.size() > place && arguments.get(place).literal() instanceof Long number
        ? number
        : otherwise;
  }

  private static Fragment today(SqlContext context, List<Fragment> arguments, int place) {
    return arguments.size() > place ? arguments.get(place) : today(context);
  }

  /** Midnight before the moment of the query. */
  static Fragment today(SqlContext context) {
    return context.call(TODAY, context.type(SqlTypeName.TIMESTAMP), context.now());
  }

  private static Fragment add(SqlContext context, Fragment unit, long amount, Fragment moment) {
    return amount == 0
        ? moment
        : Moments.add(context, List.of(unit, context.literal(amount), moment));
  }

  private static Fragment in(SqlContext context, Fragment moment, Fragment start, Fragment end) {
    return context.call(IN, context.type(SqlTypeName.BOOLEAN), moment, start, end);
  }

  static Fragment businessDays(SqlContext context, List<Fragment> arguments) {
    Fragment first = context.slot(days(context, arguments.get(0)));
    Fragment last = context.slot(days(context, arguments.get(1)));
    return context.call(
        COUNTED,
        context.type(SqlTypeName.BIGINT),
        first,
        last,
        worked(context, before(context, first)),
        worked(context, last),
        worked(context, before(context, last)),
        worked(context, first));
  }

  private static Fragment days(SqlContext context, Fragment moment) {
    return context.call(DAYS, context.type(SqlTypeName.BIGINT), moment);
  }

  private static Fragment before(SqlContext context, Fragment day) {
    return context.call(DAY_BEFORE, context.type(SqlTypeName.BIGINT), day);
  }

  private static Fragment worked(SqlContext context, Fragment day) {
    return context.call(WORKED, context.type(SqlTypeName.BIGINT), day);
  }
}
