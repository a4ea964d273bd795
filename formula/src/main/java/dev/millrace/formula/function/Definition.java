package dev.millrace.formula.function;

import dev.millrace.formula.Reference;
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

  /**
   * One result from an aggregate over other rows: all of the element, or those of a group further
   * out.
   *
   * @param here whether the aggregate over the rows here is wanted too
   */
  record Around(OfLevels of, boolean here) implements Definition {}

  /**
   * The first argument over the rows of another element that hold the same in their keys; the other
   * arguments are pairs of a key here and a key there.
   *
   * @param total whether it is an aggregate, which also goes over no rows; else there is Null
   */
  record Lookup(boolean total) implements Definition {}

  /**
   * What is known where the formula is evaluated: the call stands for these references; for several
   * conditions, it holds if one of them does.
   */
  record Context(OfContext of) implements Definition {}

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

  /** The result for an aggregate here, if it is wanted, and around. */
  @FunctionalInterface
  interface OfLevels {
    @Nullable Object apply(@Nullable Object here, @Nullable Object around);
  }

  /** What a call asks for, by the texts that are written in it. */
  @FunctionalInterface
  interface OfContext {
    List<Reference> apply(List<String> written);
  }
}
