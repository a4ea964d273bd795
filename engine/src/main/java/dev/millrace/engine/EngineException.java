package dev.millrace.engine;

import org.jspecify.annotations.Nullable;

/** The engine did not do what it was asked. */
public final class EngineException extends RuntimeException {
  private final Code code;

  public EngineException(Code code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public Code code() {
    return code;
  }

  /** What kind of no it was. */
  public enum Code {
    /** Nothing has that key, or it has ended. */
    NOT_FOUND,
    /** The engine refuses the input; trying again is of no use. */
    INVALID,
    /** It is not in the state for that any more: somebody else was faster. */
    CONFLICT,
    /** Push back: try again later. */
    BUSY,
    /** No answer: it may or may not have been done. */
    UNAVAILABLE,
    /** What the engine kept on disk does not read as it was written. */
    DAMAGED,
    /** The engine's folder is not one that this version can read. */
    FORMAT
  }
}
