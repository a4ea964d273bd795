package dev.millrace.workbook.action;

/**
 * A value of a step, written as a formula. Fixed text is a text literal, quotes included.
 *
 * @param text the formula
 */
public record Expression(String text) {}
