package dev.millrace.formula.rex;

/** The columns of a statement's layers, to which a computation can be moved. */
@FunctionalInterface
public interface Slots {
  /** Gives an expression a slot of its own, in the layer where it is computed. */
  Fragment define(Fragment computation);
}
