package dev.millrace.workbook.model;

import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A column people edit.
 *
 * @param id kebab-case, stable; what actions name
 * @param name what people and formulas call it; for a CSV source the file's heading
 * @param rules what a value must fulfil
 */
public record Column(String id, String name, Kind kind, boolean required, Rules rules) {

  /** What can be entered. */
  public enum Kind {
    TEXT(ValueType.TEXT),
    NUMBER(ValueType.NUMBER),
    DATE(ValueType.DATE),
    DATETIME(ValueType.DATE),
    CHECKBOX(ValueType.LOGICAL),
    SINGLE_SELECT(ValueType.TEXT);

    private final ValueType type;

    Kind(ValueType type) {
      this.type = type;
    }

    public ValueType type() {
      return type;
    }
  }

  /**
   * Rules of a column; what is empty does not restrict.
   *
   * @param min smallest number
   * @param max largest number
   * @param maxLength most characters (code points) of a text
   * @param values the only texts allowed
   */
  public record Rules(
      Optional<BigDecimal> min,
      Optional<BigDecimal> max,
      Optional<Integer> maxLength,
      List<String> values) {
    public static final Rules NONE =
        new Rules(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Rules {
      values = List.copyOf(values);
    }
  }
}
