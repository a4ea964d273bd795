package dev.millrace.bpmn.layout;

/** In pixels; y grows downwards. */
public record Point(int x, int y) {}
