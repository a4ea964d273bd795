package dev.millrace.workbook.access;

import java.util.Map;

/**
 * A user must change something before this can be done. Nothing was done. The message holds no SQL
 * and no row values and may be shown as it is.
 */
public final class Refusal extends RuntimeException {
  private final Kind kind;
  private final String code;
  private final transient Map<String, Object> facts;

  private Refusal(Kind kind, String code, String message, Map<String, ?> facts) {
    super(message);
    this.kind = kind;
    this.code = code;
    this.facts = Map.copyOf(facts);
  }

  public static Refusal of(Kind kind, String code, String message) {
    return new Refusal(kind, code, message, Map.of());
  }

  /**
   * A refusal that tells programs more.
   *
   * @param facts for programs, JSON-like: e.g. {@code field}, {@code offset}, {@code state}
   */
  public static Refusal of(Kind kind, String code, String message, Map<String, ?> facts) {
    return new Refusal(kind, code, message, facts);
  }

  public Kind kind() {
    return kind;
  }

  /** Stable, UPPER_SNAKE. */
  public String code() {
    return code;
  }

  public Map<String, Object> facts() {
    return facts;
  }

  /** What kind of no it is. */
  public enum Kind {
    /** There is no such thing, or the reader may not know of it. */
    NOT_FOUND,
    FORBIDDEN,
    /** The input is wrong; {@code field} in the facts names it where there is one. */
    INVALID,
    /** It contradicts the present state. */
    CONFLICT,
    TOO_LARGE,
    TOO_MANY,
    /** Try again later. */
    UNAVAILABLE
  }
}
