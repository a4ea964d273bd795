package dev.millrace.formula.function;

/** What a function does with Null. */
public enum Nulls {
  /** Null in, Null out; the definition never sees one. */
  STRICT,
  /** The function exists to handle Null; the definition gets it. */
  HANDLED
}
