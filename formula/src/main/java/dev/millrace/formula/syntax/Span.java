package dev.millrace.formula.syntax;

/**
 * A stretch of the formula's text.
 *
 * @param offset in UTF-16 characters
 * @param length in UTF-16 characters
 */
public record Span(int offset, int length) {
  public int end() {
    return offset + length;
  }

  /** From the start of this one to the end of the other. */
  public Span to(Span last) {
    return new Span(offset, Math.max(0, last.end() - offset));
  }
}
