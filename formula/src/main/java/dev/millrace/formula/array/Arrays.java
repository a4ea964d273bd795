package dev.millrace.formula.array;

import dev.millrace.formula.value.Arithmetic;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the functions of arrays mean. */
final class Arrays {
  /** An array that is made has at most so many members; beyond, there is Null. */
  static final int LONGEST = 100_000;

  private static final BigDecimal BOUND = BigDecimal.TEN.pow(18);
  private static final int SCALE = 10;

  private Arrays() {}

  static List<@Nullable Object> compact(List<?> array) {
    List<@Nullable Object> some = new ArrayList<>();
    for (Object member : array) {
      if (member != null) {
        some.add(member);
      }
    }
    return some;
  }

  static boolean contains(List<?> array, Object target) {
    String wanted = Members.json(Members.of(target));
    return array.stream().anyMatch(member -> Members.json(member).equals(wanted));
  }

  static @Nullable List<@Nullable Object> joined(List<List<?>> arrays) {
    List<@Nullable Object> all = new ArrayList<>();
    for (List<?> array : arrays) {
      if (all.size() + array.size() > LONGEST) {
        return null;
      }
      all.addAll(array);
    }
    return all;
  }

  static List<@Nullable Object> distinct(List<?> array) {
    Map<String, @Nullable Object> different = new LinkedHashMap<>();
    for (Object member : array) {
      different.putIfAbsent(Members.json(member), member);
    }
    return new ArrayList<>(different.values());
  }

  /** Members of the first, each once, that are or are not in the second. */
  static List<@Nullable Object> those(List<?> first, List<?> second, boolean in) {
    Set<String> others = new HashSet<>();
    second.forEach(member -> others.add(Members.json(member)));
    List<@Nullable Object> some = new ArrayList<>();
    for (Object member : distinct(first)) {
      if (others.contains(Members.json(member)) == in) {
        some.add(member);
      }
    }
    return some;
  }

  static String joined(List<?> array, String separator, @Nullable String orNull) {
    List<String> texts = new ArrayList<>();
    for (Object member : array) {
      if (member != null) {
        texts.add(Members.text(member));
      } else if (orNull != null) {
        texts.add(orNull);
      }
    }
    return String.join(separator, texts);
  }

  static List<@Nullable Object> slice(List<?> array, int start, int length) {
    int from = start < 0 ? Math.max(0, array.size() + start) : Math.min(start, array.size());
    long to = Math.min(array.size(), from + (long) Math.max(0, length));
    return new ArrayList<>(array.subList(from, (int) to));
  }

  static List<@Nullable Object> split(String text, String delimiter) {
    List<@Nullable Object> parts = new ArrayList<>();
    int from = 0;
    if (!delimiter.isEmpty()) {
      for (int at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, from)) {
        parts.add(text.substring(from, at));
        from = at + delimiter.length();
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  /**
   * From one number to another by steps; Null for no step, too many members, or 10 digits passed.
   */
  static @Nullable List<@Nullable Object> sequence(Number start, Number end, Number step) {
    if (!isPlain(start) || !isPlain(end) || !isPlain(step)) {
      return null;
    }
    BigDecimal first = Arithmetic.decimal(start);
    BigDecimal by = Arithmetic.decimal(step);
    BigDecimal way = Arithmetic.decimal(end).subtract(first);
    if (by.signum() == 0) {
      return null;
    }
    if (way.signum() != 0 && way.signum() != by.signum()) {
      return new ArrayList<>();
    }
    BigInteger steps = way.divideToIntegralValue(by).toBigInteger();
    if (steps.compareTo(BigInteger.valueOf(LONGEST)) >= 0) {
      return null;
    }
    List<@Nullable Object> numbers = new ArrayList<>();
    for (int i = 0; i <= steps.intValue(); i++) {
      BigDecimal number = first.add(by.multiply(BigDecimal.valueOf(i)));
      numbers.add(Arithmetic.fit(number.stripTrailingZeros()));
    }
    return numbers;
  }

  private static boolean isPlain(Number number) {
    BigDecimal decimal = Arithmetic.decimal(number).stripTrailingZeros();
    return decimal.scale() <= SCALE && decimal.abs().compareTo(BOUND) < 0;
  }
}
