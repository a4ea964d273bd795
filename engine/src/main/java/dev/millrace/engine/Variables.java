package dev.millrace.engine;

import static dev.millrace.engine.EngineException.Code.INVALID;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine can carry as variables: null, Boolean, String, Number, List, and Map with text
 * keys. Engines know two kinds of number: 64-bit integers, which arrive exactly, and 64-bit floats,
 * to which decimals are rounded. Send a decimal that must keep all its digits as text.
 */
public final class Variables {
  private static final int MAX_DEPTH = 100;
  private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
  private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Variables() {}

  /**
   * A deep copy in which every number is an Integer, a Long or a Double.
   *
   * @throws EngineException {@code INVALID}, naming the place but never the value
   */
  public static Map<String, @Nullable Object> checked(Map<String, ?> variables) {
    return map(variables, "variables", 0);
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, String place, int depth) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw refused(place, "has a key that is not text");
      }
      copy.put(text(name, place), value(entry.getValue(), place + "." + name, depth + 1));
    }
    return copy;
  }

  private static List<@Nullable Object> list(List<?> list, String place, int depth) {
    List<@Nullable Object> copy = new ArrayList<>(list.size());
    for (Object element : list) {
      copy.add(value(element, place + "[" + copy.size() + "]", depth + 1));
    }
    return copy;
  }

  private static @Nullable Object value(@Nullable Object value, String place, int depth) {
    if (depth > MAX_DEPTH) {
      throw refused(place.substring(0, 60) + "…", "is nested deeper than " + MAX_DEPTH + " levels");
    }
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> text(text, place);
      case Number number -> number(number, place);
      case List<?> list -> list(list, place, depth);
      case Map<?, ?> map -> map(map, place, depth);
      default ->
          throw refused(
              place,
              "is a %s; allowed are null, Boolean, Number, String, List and Map"
                  .formatted(value.getClass().getSimpleName()));
    };
  }

  private static String text(String text, String place) {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw refused(place, "has half of a surrogate pair, which is no character");
    }
    return text;
  }

  private static Number number(Number number, String place) {
    return switch (number) {
      case Integer whole -> whole;
      case Long whole -> whole;
      case Short whole -> whole.intValue();
      case Byte whole -> whole.intValue();
      case Double real -> finite(real, place);
      case Float real -> finite(real.doubleValue(), place);
      case BigInteger whole -> whole(whole, place);
      case BigDecimal decimal -> decimal(decimal, place);
      default -> throw refused(place, "is a %s".formatted(number.getClass().getSimpleName()));
    };
  }

  private static Number decimal(BigDecimal decimal, String place) {
    boolean small = Math.abs((long) decimal.precision() - decimal.scale()) <= 20;
    if (small && decimal.stripTrailingZeros().scale() <= 0) {
      return whole(decimal.toBigIntegerExact(), place);
    }
    return finite(decimal.doubleValue(), place);
  }

  private static Long whole(BigInteger whole, String place) {
    if (whole.compareTo(LEAST) < 0 || whole.compareTo(GREATEST) > 0) {
      throw refused(place, "is an integer of more than 64 bits; send it as text");
    }
    return whole.longValue();
  }

  private static Double finite(double real, String place) {
    if (!Double.isFinite(real)) {
      throw refused(place, "is not a finite number");
    }
    return real;
  }

  private static EngineException refused(String place, String what) {
    return new EngineException(INVALID, "%s %s.".formatted(place, what), null);
  }
}
