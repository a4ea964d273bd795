package dev.millrace.formula.function;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function means: the local definition, which every engine is tested against. */
public sealed interface Definition {
  /** One result for each call. */
  record Scalar(OfValues of) implements Definition {}

  /** One result for several rows of arguments. */
  record Aggregate(OfRows of) implements Definition {}

  /** One result in each of several rows, which are in order. */
  record Window(OfOrder of) implements Definition {}

  /** The result for the arguments of one call. */
  @FunctionalInterface
  interface OfValues {
    @Nullable Object apply(Arguments arguments);
  }

  /** The result for the arguments in each row. */
  @FunctionalInterface
  interface OfRows {
    @Nullable Object apply(List<Arguments> rows);
  }

  /** A result for each row, from the arguments in all rows in their order. */
  @FunctionalInterface
  interface OfOrder {
    List<@Nullable Object> apply(List<Arguments> rows);
  }
}
