package dev.millrace.formula;

/** A node of a checked formula. Only this module looks inside. */
public interface TypedNode {
  ValueType type();
}
