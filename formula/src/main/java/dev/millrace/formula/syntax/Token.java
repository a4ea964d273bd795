package dev.millrace.formula.syntax;

import org.jspecify.annotations.Nullable;

/**
 * A word of a formula.
 *
 * @param text as compared: the sign, the keyword in canonical case, or the name as written
 * @param value of a literal, or the {@code Reference} of a name in brackets
 */
record Token(Kind kind, String text, @Nullable Object value, Span span) {
  enum Kind {
    NUMBER,
    TEXT,
    REFERENCE,
    /** A function's name. */
    WORD,
    /** And, Or, Not, True, False, Null. */
    KEYWORD,
    /** An operator, a bracket or a comma. */
    SIGN,
    END
  }

  boolean is(String sign) {
    return (kind == Kind.SIGN || kind == Kind.KEYWORD) && text.equals(sign);
  }

  /** How the token is called in a message. */
  String shown() {
    return kind == Kind.END ? "the end of the formula" : "'" + text + "'";
  }
}
