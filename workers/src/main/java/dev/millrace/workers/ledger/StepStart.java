package dev.millrace.workers.ledger;

import java.util.Optional;

/**
 * A piece of work that was delivered.
 *
 * @param elementInstanceKey the same for each delivery of one piece
 * @param step id of the step; empty if it is no step of its own
 */
public record StepStart(
    String executionId,
    long elementInstanceKey,
    String elementId,
    Optional<String> step,
    String name) {}
