package dev.millrace.formula.function;

import dev.millrace.formula.value.Rounding;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values a definition works on.
 *
 * @param now what Now() means
 */
public record Arguments(List<@Nullable Object> values, LocalDateTime now) {
  private static final long MOST = 1_000_000_000;

  int size() {
    return values.size();
  }

  @Nullable Object orNull(int index) {
    return values.get(index);
  }

  Object value(int index) {
    return Objects.requireNonNull(values.get(index));
  }

  String text(int index) {
    return (String) value(index);
  }

  Number number(int index) {
    return (Number) value(index);
  }

  LocalDateTime date(int index) {
    return (LocalDateTime) value(index);
  }

  boolean logical(int index) {
    return (Boolean) value(index);
  }

  /** Whether a condition holds; Null does not. */
  boolean holds(int index) {
    return Boolean.TRUE.equals(values.get(index));
  }

  /** A number that counts or points: rounded, and cut to a range that no text exceeds. */
  int count(int index) {
    Number rounded = Objects.requireNonNull(Rounding.round(number(index), 0));
    return (int) Math.clamp(rounded.doubleValue(), -MOST, MOST);
  }
}
