package dev.millrace.bpmn.flow;

/**
 * An output mapping.
 *
 * @param source FEEL, with its leading equals sign
 * @param target name of a process variable
 */
public record Output(String source, String target) {}
