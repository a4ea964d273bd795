package dev.millrace.workers.value;

import dev.millrace.formula.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * What a step's formula gave.
 *
 * @param value of the class its type names, or null
 */
public record TypedValue(ValueType type, @Nullable Object value) {
  /**
   * The value, which must be of that type; null is of every type.
   *
   * @param what the value is for, at the start of a sentence: "The column 'Amount'"
   * @throws UnusableStepException if the formula gives another type
   */
  public @Nullable Object as(ValueType wanted, String what) {
    if (value != null && type != wanted) {
      throw new UnusableStepException(
          "%s needs %s, but its formula gives %s.".formatted(what, word(wanted), word(type)));
    }
    return value;
  }

  private static String word(ValueType type) {
    return switch (type) {
      case TEXT -> "text";
      case NUMBER -> "a number";
      case DATE -> "a date";
      case LOGICAL -> "True or False";
      case VARIANT -> "a variant";
      case GEOGRAPHY -> "a geography";
      case ARRAY -> "an array";
    };
  }
}
