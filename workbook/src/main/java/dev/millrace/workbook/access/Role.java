package dev.millrace.workbook.access;

/** What a user may do everywhere. Each role holds what the ones before it hold. */
public enum Role {
  /** Sees published workbooks. */
  VIEWER,
  /** Edits input tables, runs sequences, completes tasks. */
  USER,
  /** Publishes workbooks and sees drafts. */
  DESIGNER,
  /** Sees and controls everybody's executions. */
  OPERATOR,
  /** Connects warehouses, hands out roles, reads the warehouse by SQL. */
  ADMIN
}
