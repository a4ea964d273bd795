package dev.millrace.workbook.model;

/** Where the first rows of an input table come from. */
public sealed interface TableSource {
  /** Starts without rows. */
  record Empty() implements TableSource {}

  /**
   * Starts with the rows of a CSV file.
   *
   * @param table name of the uploaded file, without its ending
   */
  record Csv(String table) implements TableSource {}
}
