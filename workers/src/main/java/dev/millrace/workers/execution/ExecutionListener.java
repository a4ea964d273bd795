package dev.millrace.workers.execution;

/** Told what browsers should know. Must not block for long and must not throw. */
public interface ExecutionListener {
  /** Something of the execution changed: it began, went on, is stuck, or ended. */
  void changed(Execution execution);

  /**
   * The browser must do something. Delivered at least once; the id is the same for each delivery of
   * one effect.
   */
  void effect(Execution execution, String effectId, Effect effect);
}
