package dev.millrace.formula;

/**
 * Type of a value in a formula, and the Java classes that hold it. Null is a value of every type.
 */
public enum ValueType {
  /** {@link String}. */
  TEXT,
  /** {@link Long} while whole and in range, {@link java.math.BigDecimal}, or {@link Double}. */
  NUMBER,
  /** A moment, UTC: {@link java.time.LocalDateTime}; a date alone is its midnight. */
  DATE,
  /** {@link Boolean}. */
  LOGICAL,
  /** JSON: {@link String} holding the JSON text; JSON's null is Null. */
  VARIANT,
  /** Well-known text: {@link String}. */
  GEOGRAPHY,
  /** {@link java.util.List}, nulls allowed. */
  ARRAY
}
