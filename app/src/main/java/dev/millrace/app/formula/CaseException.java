package dev.millrace.app.formula;

/** A case that cannot be run. */
public final class CaseException extends RuntimeException {
  private final String code;

  CaseException(String code, String message) {
    super(message);
    this.code = code;
  }

  String code() {
    return code;
  }
}
