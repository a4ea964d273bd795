package dev.millrace.workbook.action;

/**
 * What one step does. The record is the whole description of an action: its name in files and job
 * types, its fields in YAML, BPMN task headers, JSON schema and element templates come from it.
 */
public sealed interface Action
    permits TableAction, ControlAction, OverlayAction, ElementAction, MessageAction, FlowAction {
  /** Whether it is done in the browser that started the sequence; the server only asks for it. */
  default boolean needsBrowser() {
    return true;
  }
}
