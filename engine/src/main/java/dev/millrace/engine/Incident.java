package dev.millrace.engine;

/**
 * Where an instance is stuck.
 *
 * @param jobKey the failed job, or -1 where the incident is not a job's
 * @param type the engine's own word, e.g. {@code JOB_NO_RETRIES}
 */
public record Incident(
    long key,
    long processInstanceKey,
    long elementInstanceKey,
    String elementId,
    long jobKey,
    String type,
    String message) {}
