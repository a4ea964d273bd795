package dev.millrace.workers.value;

import dev.millrace.formula.ValueType;
import dev.millrace.workbook.access.Refusal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values as the engine carries them, and back. The engine knows JSON with 64-bit numbers only, so a
 * date travels as its ISO text, and a decimal that a float would round as its digits.
 */
public final class EngineValues {
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private EngineValues() {}

  /**
   * What the engine gets: null, Boolean, Long, Double, String, or a list of these.
   *
   * @throws Refusal {@code VALUE_TYPE} for a number that is not finite
   */
  public static @Nullable Object encode(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> text;
      case Number number -> encode(number);
      case LocalDateTime moment -> moment.toString();
      case List<?> list -> {
        List<@Nullable Object> encoded = new ArrayList<>(list.size());
        list.forEach(item -> encoded.add(encode(item)));
        yield encoded;
      }
      default -> throw new IllegalArgumentException("no value: " + value.getClass().getName());
    };
  }

  /**
   * A variable as formulas see it.
   *
   * @param name of the variable, for the message
   * @throws Refusal {@code VALUE_TYPE} if it holds something else
   */
  public static @Nullable Object decode(@Nullable Object value, ValueType type, String name) {
    try {
      return switch (type) {
        case TEXT, VARIANT, GEOGRAPHY -> (String) value;
        case LOGICAL -> (Boolean) value;
        case NUMBER -> value == null ? null : number(value);
        case DATE -> value == null ? null : moment((String) value);
        case ARRAY -> value == null ? null : list((List<?>) value);
      };
    } catch (ClassCastException | NumberFormatException | DateTimeException mismatch) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "VALUE_TYPE",
          "The variable '%s' should hold %s, but does not.".formatted(name, type));
    }
  }

  private static Object encode(Number number) {
    return switch (number) {
      case Long whole -> whole;
      case Integer whole -> whole.longValue();
      case BigDecimal decimal -> encode(decimal);
      case Double real when Double.isFinite(real) -> real;
      default ->
          throw Refusal.of(
              Refusal.Kind.INVALID, "VALUE_TYPE", "The result is no number that can be kept.");
    };
  }

  private static Object encode(BigDecimal decimal) {
    if (normal(decimal) instanceof Long whole) {
      return whole;
    }
    double real = decimal.doubleValue();
    boolean exact = Double.isFinite(real) && BigDecimal.valueOf(real).compareTo(decimal) == 0;
    return exact ? (Object) real : decimal.toString();
  }

  private static Object number(Object value) {
    return switch (value) {
      case Integer whole -> whole.longValue();
      case Long whole -> whole;
      case BigDecimal decimal -> normal(decimal);
      case Number real -> normal(BigDecimal.valueOf(real.doubleValue()));
      default -> normal(new BigDecimal((String) value));
    };
  }

  /** {@link Long} while whole and in range. */
  private static Object normal(BigDecimal decimal) {
    boolean short_ = Math.abs((long) decimal.precision() - decimal.scale()) <= 20;
    if (short_ && decimal.stripTrailingZeros().scale() <= 0) {
      BigInteger whole = decimal.toBigIntegerExact();
      if (whole.compareTo(LEAST) >= 0 && whole.compareTo(GREATEST) <= 0) {
        return whole.longValue();
      }
    }
    return decimal;
  }

  private static LocalDateTime moment(String text) {
    return text.indexOf('T') < 0 ? LocalDate.parse(text).atStartOfDay() : LocalDateTime.parse(text);
  }

  private static List<@Nullable Object> list(List<?> list) {
    List<@Nullable Object> decoded = new ArrayList<>(list.size());
    list.forEach(item -> decoded.add(item instanceof Number number ? number(number) : item));
    return decoded;
  }
}
