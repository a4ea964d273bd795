package dev.millrace.workbook.model;

/** Where an element lies on its grid, as CSS grid lines: {@code column: 1 / 17} is 1 and 17. */
public record Placement(int columnStart, int columnEnd, int rowStart, int rowEnd) {}
