package dev.millrace.workbook.yaml;

/**
 * Where something stands in a file.
 *
 * @param line from 1
 * @param column from 1, in UTF-16 characters
 * @param path e.g. {@code sequences[0].steps[1].values.amount}; empty for the file as a whole
 */
public record Place(int line, int column, String path) {}
