package dev.millrace.workbook.graph;

/** A part of a workbook that others may name. */
public sealed interface Part {
  /** A table with its rows, a control with its value, or anything else on a page. */
  record Element(String id) implements Part {}

  /**
   * A column of an element.
   *
   * @param name what formulas call it; system columns included
   */
  record Column(String element, String name) implements Part {}

  record Sequence(String id) implements Part {}

  record Step(String sequence, String id) implements Part {}
}
