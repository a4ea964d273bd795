package dev.millrace.formula.rex;

import dev.millrace.formula.Dialect;

/** What an SQL dialect that prints our operators has to tell. */
public interface WarehouseDialect {
  Dialect dialect();

  /** A text literal in this dialect, completely escaped. */
  String textLiteral(String text);

  /** How many bytes of UTF-8 a name may have; the engine cuts off what is beyond. */
  int maxNameBytes();

  /**
   * Whether the engine puts common table expressions into one another, and so copies what is named
   * twice, unless something holds it off.
   */
  boolean mergesLayers();
}
