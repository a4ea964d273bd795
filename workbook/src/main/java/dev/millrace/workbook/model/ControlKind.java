package dev.millrace.workbook.model;

import dev.millrace.formula.ValueType;

/** What a control lets people choose. */
public enum ControlKind {
  TEXT(ValueType.TEXT),
  NUMBER(ValueType.NUMBER),
  CHECKBOX(ValueType.LOGICAL);

  private final ValueType type;

  ControlKind(ValueType type) {
    this.type = type;
  }

  /** Type of the control's value. */
  public ValueType type() {
    return type;
  }
}
