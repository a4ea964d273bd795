package dev.millrace.formula;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the references of a formula hold while it is evaluated here. */
public interface Values {
  /** The value of a {@link Scope.Extent#SINGLE} or {@link Scope.Extent#ROW} reference. */
  @Nullable Object value(Reference reference);

  /** The values of a {@link Scope.Extent#ROWS} reference, or of an own column over all rows. */
  List<@Nullable Object> values(Reference reference);

  /** The moment that Now() and Today() mean, UTC; the same for the whole evaluation. */
  LocalDateTime now();
}
