package dev.millrace.engine;

/** An instance, and of what it is one. */
public record Started(long processInstanceKey, long processDefinitionKey, int version) {}
