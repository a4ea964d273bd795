package dev.millrace.formula.value;

import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/** The classes in which values come in, and the ones in which they leave. */
public final class Canonical {
  private Canonical() {}

  /**
   * A value as the definitions want it.
   *
   * @throws ClassCastException if it is not of the type
   */
  public static @Nullable Object incoming(@Nullable Object value, ValueType type) {
    if (value == null) {
      return null;
    }
    return switch (type) {
      case NUMBER -> number(value);
      case DATE -> moment(value);
      case LOGICAL -> (Boolean) value;
      case TEXT -> (String) value;
      case VARIANT -> value instanceof Variant variant ? variant : Variant.read((String) value);
      case GEOGRAPHY, ARRAY -> value;
    };
  }

  private static @Nullable Number number(Object value) {
    return switch (value) {
      case Long number -> number;
      case Integer number -> Long.valueOf(number);
      case Short number -> Long.valueOf(number);
      case Byte number -> Long.valueOf(number);
      case BigInteger number -> Arithmetic.fit(new BigDecimal(number));
      case Float number -> Arithmetic.finite(number);
      case Double number -> Arithmetic.finite(number);
      default -> Arithmetic.fit((BigDecimal) value);
    };
  }

  private static @Nullable LocalDateTime moment(Object value) {
    return DatePart.inRange(
        value instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) value);
  }

  /** A value as {@link ValueType} promises it: whole numbers as {@link Long} while they fit. */
  public static @Nullable Object outgoing(@Nullable Object value) {
    if (value instanceof Variant variant) {
      return variant.json();
    }
    if (!(value instanceof BigDecimal decimal)) {
      return value;
    }
    BigDecimal shortest = decimal.stripTrailingZeros();
    return shortest.scale() <= 0 ? Arithmetic.fit(shortest) : shortest;
  }
}
