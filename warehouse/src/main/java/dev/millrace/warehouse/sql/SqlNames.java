package dev.millrace.warehouse.sql;

import dev.millrace.workbook.model.Column;

/** Names and types in SQL text. Nothing else puts a name there. */
public final class SqlNames {
  private SqlNames() {}

  /** A name as a quoted identifier. */
  public static String quote(String name) {
    if (name.isEmpty() || name.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A name in the warehouse is neither empty nor holds NUL.");
    }
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  public static String type(Column.Kind kind) {
    return switch (kind) {
      case TEXT, SINGLE_SELECT, MULTI_SELECT -> "VARCHAR";
      case NUMBER -> "DECIMAL(28, 10)";
      case DATE -> "DATE";
      case DATETIME -> "TIMESTAMP";
      case CHECKBOX -> "BOOLEAN";
    };
  }
}
