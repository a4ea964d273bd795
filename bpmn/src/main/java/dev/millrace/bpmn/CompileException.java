package dev.millrace.bpmn;

/** A sequence that cannot become a process until somebody changes it. */
public final class CompileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Code code;
  private final String place;

  /** What is wrong; stable. */
  public enum Code {
    /** An id is not kebab-case. */
    ID_INVALID,
    /** Two steps of a sequence have one id. */
    ID_DUPLICATE,
    /** An output variable's name is not letters, digits and underscores. */
    VARIABLE_INVALID,
    /** An output variable's name means something else already. */
    VARIABLE_RESERVED,
    /** A text holds a character that XML cannot carry, such as NUL or half of a surrogate pair. */
    CHARACTER_NOT_ALLOWED,
    /** Choices are nested too deep. */
    SEQUENCE_TOO_DEEP,
    /** The process would be too large to deploy. */
    SEQUENCE_TOO_LARGE
  }

  CompileException(Code code, String place, String message) {
    super(message);
    this.code = code;
    this.place = place;
  }

  public Code code() {
    return code;
  }

  /** Id of the step, or of the sequence where no step is to blame. */
  public String place() {
    return place;
  }
}
