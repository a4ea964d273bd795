package dev.millrace.formula.calendar;

import dev.millrace.formula.function.Constants;
import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.syntax.Nearest;
import dev.millrace.formula.value.DatePart;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Moments on the clocks of time zones, by their IANA names. */
final class TimeZones {
  private static final String UTC = "UTC";
  private static final Set<String> KNOWN = known();

  /** A moment in UTC on the clock of a zone. */
  private static final TemplateOperator CLOCK =
      Primitives.everywhere("on the clock of", inRange("timezone({1}, timezone('UTC', {0}))"));

  /** What a clock shows, as UTC. */
  private static final TemplateOperator READ =
      Primitives.everywhere("read from the clock of", "timezone('UTC', timezone({1}, {0}))");

  /** The earlier of two moments at which a clock shows the same, which engines do not take. */
  private static final TemplateOperator FIRST =
      Primitives.everywhere(
          "the first time",
          "CASE WHEN "
              + shows("INTERVAL '1 hour'")
              + " = {1} THEN {0} - INTERVAL '1 hour' WHEN "
              + shows("INTERVAL '30 minutes'")
              + " = {1} THEN {0} - INTERVAL '30 minutes' ELSE {0} END");

  private TimeZones() {}

  private static Set<String> known() {
    Set<String> names = new TreeSet<>();
    for (String id : ZoneId.getAvailableZoneIds()) {
      if (id.contains("/") && !id.startsWith("SystemV/")) {
        names.add(id);
      }
    }
    names.add(UTC);
    return names;
  }

  private static String inRange(String moment) {
    return "CASE WHEN %1$s BETWEEN TIMESTAMP '0001-01-01' AND TIMESTAMP '9999-12-31 23:59:59.999999' THEN %1$s END"
        .formatted(moment);
  }

  private static String shows(String earlier) {
    return "timezone({2}, timezone('UTC', {0} - " + earlier + "))";
  }

  /** Refuses names that are none, in those places. */
  static Constants at(int... places) {
    return written -> {
      for (int place : places) {
        if (place < written.size()
            && written.get(place) instanceof String name
            && !KNOWN.contains(name)) {
          List<String> near = Nearest.to(name, KNOWN);
          return Optional.of(
              new Constants.Unfit(
                  place,
                  "'%s' is the name of no time zone.%s"
                      .formatted(
                          name,
                          near.isEmpty()
                              ? " A name is like \"Europe/Berlin\"."
                              : " Did you mean %s?".formatted(String.join(", ", near)))));
        }
      }
      return Optional.empty();
    };
  }

  /** What the clock of a zone shows at a moment. */
  static @Nullable LocalDateTime clock(LocalDateTime moment, String zone) {
    return DatePart.inRange(
        moment.atOffset(ZoneOffset.UTC).atZoneSameInstant(ZoneId.of(zone)).toLocalDateTime());
  }

  /** When the clock of a zone shows that; the first time, and past a gap. */
  static LocalDateTime read(LocalDateTime shown, String zone) {
    return ZonedDateTime.of(shown, ZoneId.of(zone))
        .withZoneSameInstant(ZoneOffset.UTC)
        .toLocalDateTime();
  }

  static Fragment clock(SqlContext context, Fragment moment, Fragment zone) {
    return UTC.equals(zone.literal())
        ? moment
        : context.call(CLOCK, context.type(SqlTypeName.TIMESTAMP), moment, zone);
  }

  static Fragment read(SqlContext context, Fragment shown, Fragment zone) {
    if (UTC.equals(zone.literal())) {
      return shown;
    }
    Fragment once = context.slot(shown);
    Fragment last = context.call(READ, context.type(SqlTypeName.TIMESTAMP), once, zone);
    Fragment clock = context.call(CLOCK, context.type(SqlTypeName.TIMESTAMP), last, zone);
    return context.call(FIRST, context.type(SqlTypeName.TIMESTAMP), last, clock, zone);
  }
}
