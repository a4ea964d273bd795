package dev.millrace.workbook.model;

import dev.millrace.formula.Formula;

/** A computed column of an element. */
public record FormulaColumn(String id, String name, Formula formula) {}
