package dev.millrace.warehouse.sql;

import dev.millrace.formula.Dialect;
import java.util.Collections;

/** What stands in the parentheses of {@code IN (…)}, with a place for each value. */
public final class InList {
  /** Up to so many, comparing one after the other costs no more than a table of them. */
  private static final int LISTED = 16;

  private InList() {}

  /**
   * Places for that many values of one type. On PostgreSQL many become a table to join with: it
   * compares a list that it does not know while planning with every row, value by value. DuckDB
   * plans a list of places faster than a table of them.
   */
  public static String of(Dialect dialect, String sqlType, int count) {
    return count <= LISTED || dialect != Dialect.POSTGRESQL
        ? String.join(", ", Collections.nCopies(count, "?"))
        : "VALUES " + String.join(", ", Collections.nCopies(count, "(CAST(? AS " + sqlType + "))"));
  }
}
