package dev.millrace.formula.local;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Values;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Some rows of an element, or of one beside it; everything else stays as it is. */
final class Subset implements Values {
  private final Values whole;
  private final List<Integer> rows;
  private final Optional<String> element;

  /**
   * @param element the one the rows belong to; empty for the formula's own
   */
  Subset(Values whole, List<Integer> rows, Optional<String> element) {
    this.whole = whole;
    this.rows = rows;
    this.element = element;
  }

  @Override
  public @Nullable Object value(Reference reference) {
    return whole.value(reference);
  }

  @Override
  public List<@Nullable Object> values(Reference reference) {
    List<@Nullable Object> all = whole.values(reference);
    if (!reference.qualifier().equals(element)) {
      return all;
    }
    List<@Nullable Object> some = new ArrayList<>(rows.size());
    rows.forEach(row -> some.add(all.get(row)));
    return some;
  }

  @Override
  public LocalDateTime now() {
    return whole.now();
  }
}
