package dev.millrace.workbook.model;

import dev.millrace.formula.ValueType;
import java.util.Arrays;
import java.util.Optional;

/** The columns every input table has; the names are their names in formulas and in the view. */
public enum SystemColumn {
  ID(ValueType.TEXT),
  CREATED_AT(ValueType.DATE),
  CREATED_BY(ValueType.TEXT),
  UPDATED_AT(ValueType.DATE),
  UPDATED_BY(ValueType.TEXT),
  ROW_VERSION(ValueType.NUMBER);

  private final ValueType type;

  SystemColumn(ValueType type) {
    this.type = type;
  }

  public ValueType type() {
    return type;
  }

  /** The system column that a column of this name would hide, whatever its case. */
  public static Optional<SystemColumn> hiddenBy(String columnName) {
    return Arrays.stream(values())
        .filter(column -> column.name().equalsIgnoreCase(columnName))
        .findFirst();
  }
}
