package dev.millrace.bpmn.flow;

/** What makes a start event happen. */
public sealed interface Trigger {
  /** The process is started from outside. */
  record None() implements Trigger {}

  /** Any error that nothing else has caught. */
  record AnyError() implements Trigger {}

  /**
   * Time has passed since the scope was entered.
   *
   * @param duration FEEL, with its leading equals sign
   */
  record Timer(String duration) implements Trigger {}

  /**
   * A message.
   *
   * @param correlationKey FEEL, with its leading equals sign
   */
  record Message(String name, String correlationKey) implements Trigger {}
}
