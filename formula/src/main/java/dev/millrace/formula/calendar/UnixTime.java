package dev.millrace.formula.calendar;

import dev.millrace.formula.rex.Fragment;
import dev.millrace.formula.rex.Primitives;
import dev.millrace.formula.rex.SqlContext;
import dev.millrace.formula.rex.TemplateOperator;
import dev.millrace.formula.value.DatePart;
import dev.millrace.formula.value.Rounding;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

/** Time counted from 1970 on in parts of a second; fractions of them are cut downwards. */
// Operators do not change once they are built, but do not say so.
@SuppressWarnings("ImmutableEnumChecker")
enum UnixTime {
  MILLISECONDS(1_000),
  MICROSECONDS(1_000_000);

  private static final long FIRST_SECOND = -62_135_596_800L;
  private static final long AFTER_LAST_SECOND = 253_402_300_800L;

  private final long aSecond;
  private final TemplateOperator ofWhole;
  private final TemplateOperator ofAny;

  UnixTime(long aSecond) {
    this.aSecond = aSecond;
    String valid =
        "CASE WHEN {0} >= %d AND {0} < %d THEN "
            .formatted(FIRST_SECOND * aSecond, AFTER_LAST_SECOND * aSecond);
    this.ofWhole = operator(valid, "{0}");
    // Only of a fraction: on DuckDB the floor of a whole number is a float.
    this.ofAny = operator(valid, "floor({0})");
  }

  private TemplateOperator operator(String valid, String whole) {
    return Primitives.each(
        "moment of " + name(),
        "%smake_timestamp(CAST(%s AS BIGINT) * %d) END"
            .formatted(valid, whole, 1_000_000 / aSecond),
        "%1$sTIMESTAMP '1970-01-01' + make_interval(days => CAST(div(CAST(%2$s AS NUMERIC), %3$d) AS INTEGER)) + CAST(CAST(%2$s AS NUMERIC) %% %3$d AS DOUBLE PRECISION) * INTERVAL '%4$d microseconds' END"
            .formatted(valid, whole, 86_400 * aSecond, 1_000_000 / aSecond));
  }

  /** Null outside the years 1 to 9999. */
  @Nullable LocalDateTime moment(Number count) {
    Number whole = Rounding.floor(count);
    if (whole == null || Math.abs(whole.doubleValue()) > (double) AFTER_LAST_SECOND * aSecond) {
      return null;
    }
    long parts = whole.longValue();
    return DatePart.inRange(
        LocalDateTime.ofEpochSecond(
            Math.floorDiv(parts, aSecond),
            (int) (Math.floorMod(parts, aSecond) * (1_000_000_000L / aSecond)),
            ZoneOffset.UTC));
  }

  Fragment moment(SqlContext context, List<Fragment> count) {
    boolean whole = count.getFirst().type().getSqlTypeName() == SqlTypeName.BIGINT;
    return context.call(whole ? ofWhole : ofAny, context.type(SqlTypeName.TIMESTAMP), count);
  }
}
