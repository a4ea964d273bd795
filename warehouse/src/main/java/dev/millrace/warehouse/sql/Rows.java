package dev.millrace.warehouse.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows to write into one table, all with the same columns. The first column is the key.
 *
 * @param table unquoted
 * @param columns in the order of each row's values
 * @param whole whether these are all columns that the table has, in its own order
 * @param values strings, longs, decimals, booleans, dates, moments, or null
 */
public record Rows(
    String table, List<Field> columns, boolean whole, List<List<@Nullable Object>> values) {

  /**
   * A column to write.
   *
   * @param name unquoted
   * @param json whether its type is JSON; the value is text
   */
  public record Field(String name, boolean json) {
    /** A column that takes its values as they are. */
    public static Field of(String name) {
      return new Field(name, false);
    }
  }
}
