package dev.millrace.formula.function;

import dev.millrace.formula.ValueType;

/** The type of a function's result. */
public sealed interface Result {
  /** Always this type. */
  record Always(ValueType type) implements Result {}

  /** The type that the arguments with this sharing number have. */
  record Shared(int sharing) implements Result {}
}
