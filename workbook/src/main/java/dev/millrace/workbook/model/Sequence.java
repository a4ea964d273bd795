package dev.millrace.workbook.model;

import dev.millrace.formula.Formula;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Trigger, condition and ordered steps; compiled to one BPMN process.
 *
 * @param enabled false: triggers and calls are refused
 * @param trigger empty if it is started by id only
 * @param selection element whose selected rows it sees; empty if it sees none
 * @param condition decides before anything starts
 * @param timeout wall time from start to end, pauses included
 */
public record Sequence(
    String id,
    String name,
    boolean enabled,
    Optional<Trigger> trigger,
    Optional<String> selection,
    Optional<Formula> condition,
    Duration timeout,
    OnError onError,
    List<Step> steps) {
  public Sequence {
    steps = List.copyOf(steps);
  }

  /** A sequence that sees no selected rows. */
  public Sequence(
      String id,
      String name,
      boolean enabled,
      Optional<Trigger> trigger,
      Optional<Formula> condition,
      Duration timeout,
      OnError onError,
      List<Step> steps) {
    this(id, name, enabled, trigger, Optional.empty(), condition, timeout, onError, steps);
  }

  /** What fires it. */
  public record Trigger(String element, TriggerType type) {}

  /** What an element can fire. */
  public enum TriggerType {
    CLICK
  }

  /** What a failing step does to the sequence. */
  public enum OnError {
    STOP,
    CONTINUE,
    ROLLBACK
  }
}
