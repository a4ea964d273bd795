package dev.millrace.formula;

import java.util.List;

/**
 * Why a formula is refused.
 *
 * @param offset where it begins, in UTF-16 characters from the start of the formula
 * @param length how many characters it covers; 0 at the end of the text
 * @param message what was found and what would work, in one or two sentences
 * @param suggestions texts that could stand there instead, best first
 */
public record FormulaProblem(
    Code code, int offset, int length, String message, List<String> suggestions) {
  public FormulaProblem {
    suggestions = List.copyOf(suggestions);
  }

  /** Stable: the API, the UI, docs and tests key on these. */
  public enum Code {
    SYNTAX,
    UNKNOWN_FUNCTION,
    UNKNOWN_COLUMN,
    WRONG_ARGUMENT_COUNT,
    TYPE,
    LEVEL,
    CONSTANT_REQUIRED,
    INVALID_CONSTANT,
    CIRCULAR,
    INVALID_CHARACTER,
    TOO_LONG,
    TOO_DEEP,
    UNSUPPORTED
  }
}
