package dev.millrace.warehouse.read;

import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what a driver gives to the classes that {@link ValueType} names. */
final class ResultValues {
  private static final BigDecimal LONG_MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal LONG_MIN = BigDecimal.valueOf(Long.MIN_VALUE);

  private ResultValues() {}

  static @Nullable Object plain(@Nullable Object value) throws SQLException {
    return switch (value) {
      case null -> null;
      case BigDecimal decimal -> shortest(decimal);
      case BigInteger whole -> shortest(new BigDecimal(whole));
      case Integer whole -> whole.longValue();
      case Short whole -> whole.longValue();
      case Byte whole -> whole.longValue();
      case Float floating -> floating.doubleValue();
      case Timestamp moment -> moment.toLocalDateTime();
      case OffsetDateTime moment -> moment.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      case Date day -> day.toLocalDate().atStartOfDay();
      case LocalDate day -> day.atStartOfDay();
      case Array array -> list(array);
      case String text -> text;
      case Boolean logical -> logical;
      case Long whole -> whole;
      case Double floating -> floating;
      case LocalDateTime moment -> moment;
      default -> String.valueOf(value);
    };
  }

  /** Whole numbers in range as Long, others without the zeros at the end. */
  private static Object shortest(BigDecimal decimal) {
    BigDecimal stripped = decimal.stripTrailingZeros();
    if (stripped.scale() > 0
        || stripped.compareTo(LONG_MAX) > 0
        || stripped.compareTo(LONG_MIN) < 0) {
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
    return stripped.longValueExact();
  }

  private static List<@Nullable Object> list(Array array) throws SQLException {
    List<@Nullable Object> values = new ArrayList<>();
    for (Object value : Arrays.asList((Object[]) array.getArray())) {
      values.add(plain(value));
    }
    return values;
  }
}
