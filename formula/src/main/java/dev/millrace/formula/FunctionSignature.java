package dev.millrace.formula;

/**
 * What people are shown of a function.
 *
 * @param name canonical spelling
 * @param category catalogue it stands in
 * @param signature e.g. {@code Find(text, search)}
 * @param help one sentence
 * @param example a formula that runs without a table
 */
public record FunctionSignature(
    String name, String category, String signature, String help, String example) {}
