package dev.millrace.bpmn;

/** Which of a workbook's two lives a process belongs to; they never share a process id. */
public enum Publication {
  /** Seen by designers only; the process id ends in {@code .draft}. */
  DRAFT,
  PUBLISHED
}
