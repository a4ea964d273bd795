package dev.millrace.workbook.model;

import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** One way to write a value, so that equal values are equal texts. */
public final class CellText {
  private CellText() {}

  /**
   * The text of a value.
   *
   * @param value a text, number, moment or logical value
   */
  public static String of(Object value) {
    return switch (value) {
      case BigDecimal number when number.signum() == 0 -> "0";
      case BigDecimal number -> number.stripTrailingZeros().toPlainString();
      case LocalDateTime moment when moment.toLocalTime().equals(LocalTime.MIDNIGHT) ->
          moment.toLocalDate().toString();
      default -> value.toString();
    };
  }
}
