package dev.millrace.workbook.rule;

/**
 * Why a value may not stand in a column.
 *
 * @param code stable, UPPER_SNAKE
 * @param message what would work, as a sentence about "it"
 */
public record Violation(String code, String message) {}
