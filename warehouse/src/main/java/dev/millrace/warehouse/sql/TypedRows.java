package dev.millrace.warehouse.sql;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows for a statement that has to name their types.
 *
 * @param table unquoted
 * @param columns in the order of each row's values
 */
public record TypedRows(
    String table, List<TypedColumn> columns, List<List<@Nullable Object>> values) {

  /**
   * A column to write.
   *
   * @param name unquoted
   * @param type as in SQL
   */
  public record TypedColumn(String name, String type) {}
}
