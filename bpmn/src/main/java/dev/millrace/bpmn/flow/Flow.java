package dev.millrace.bpmn.flow;

import java.util.Optional;

/**
 * A sequence flow.
 *
 * @param source node id
 * @param target node id
 * @param way empty unless it leaves a split
 */
public record Flow(String id, String source, String target, Optional<Way> way) {

  /** One of the two ways out of a split. */
  public sealed interface Way {
    /**
     * Taken if the condition holds.
     *
     * @param condition FEEL, with its leading equals sign
     */
    record Yes(String condition) implements Way {}

    /** Taken otherwise. */
    record No() implements Way {}
  }
}
