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

  public int size() {
    return values.size();
  }

  public @Nullable Object orNull(int index) {
    return values.get(index);
  }

  public Object value(int index) {
    return Objects.requireNonNull(values.get(index));
  }

  public String text(int index) {
    return (String) value(index);
  }

  public Number number(int index) {
    return (Number) value(index);
  }

  public LocalDateTime date(int index) {
    return (LocalDateTime) value(index);
  }

  public boolean logical(int index) {
    return (Boolean) value(index);
  }

  /** Whether a condition holds; Null does not. */
  public boolean holds(int index) {
    return Boolean.TRUE.equals(values.get(index));
  }

  /** A number that counts or points: rounded, and cut to a range that no text exceeds. */
  public int count(int index) {
    Number rounded = Objects.requireNonNull(Rounding.round(number(index), 0));
    return (int) Math.clamp(rounded.doubleValue(), -MOST, MOST);
  }
}
