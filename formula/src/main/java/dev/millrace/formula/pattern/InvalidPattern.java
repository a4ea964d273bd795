package dev.millrace.formula.pattern;

/** A pattern or a replacement that cannot be used; the message says why and what would work. */
public final class InvalidPattern extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidPattern(String message) {
    super(message);
  }
}
