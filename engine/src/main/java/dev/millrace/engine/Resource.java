package dev.millrace.engine;

/**
 * A file to deploy.
 *
 * @param name file name with its ending ({@code .bpmn}, {@code .form}, {@code .dmn}); part of what
 *     makes a resource the same one
 * @param content the text
 */
public record Resource(String name, String content) {}
