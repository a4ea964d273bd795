package dev.millrace.workbook.access;

/** What one can have a right to. */
public enum Right {
  READ_WORKBOOK,
  EDIT_ROWS,
  RUN_SEQUENCE,
  PUBLISH_WORKBOOK,
  CONTROL_ALL_EXECUTIONS,
  READ_WAREHOUSE,
  MEND_WAREHOUSE
}
