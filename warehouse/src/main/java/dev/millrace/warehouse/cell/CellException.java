package dev.millrace.warehouse.cell;

/** A value cannot stand in a column. The message says what would do, and never the value. */
public final class CellException extends RuntimeException {
  private final String code;

  CellException(String code, String message) {
    super(message);
    this.code = code;
  }

  public String code() {
    return code;
  }
}
