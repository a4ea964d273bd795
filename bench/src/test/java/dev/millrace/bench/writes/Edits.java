package dev.millrace.bench.writes;

import java.sql.SQLException;

/** Somewhere to write: one table of numbered rows with ten columns. Thread-safe. */
interface Edits extends AutoCloseable {
  /** Rows of the table; ids are {@code r0}, {@code r1} and so on. */
  int ROWS = 10_000;

  /** Columns of numbers; ids are {@code c0} to {@code c9}. */
  int COLUMNS = 10;

  /** One more cell of a row; false if the write was refused and has to be tried again. */
  boolean edit(int row, long value) throws SQLException;

  /** All cells of so many rows from the first on, in one go. */
  void paste(int rows, long value) throws SQLException;

  @Override
  void close() throws SQLException;
}
