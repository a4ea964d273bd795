package dev.millrace.engine;

/** Why an engine takes no new work; stable words for operators. */
public enum Trouble {
  /** The disk is nearly full. Goes by itself when there is room again. */
  NO_SPACE,
  /** The disk refused a write. What was acknowledged is safe; the engine must be opened again. */
  STORAGE_FAILED,
  /** The engine stopped at something it could not process; its log has the cause. */
  PROCESSING_FAILED,
  /** A cluster does not answer. */
  UNREACHABLE,
  /** It was closed. */
  CLOSED
}
