package dev.millrace.app.problem;

import org.jspecify.annotations.Nullable;

/** A body lacks a field that it must have. */
public final class FieldRequiredException extends RuntimeException {
  private final String field;

  private FieldRequiredException(String field) {
    super(field);
    this.field = field;
  }

  String field() {
    return field;
  }

  /** Passes only if there is a value. For the constructors of records that are read from JSON. */
  public static <T> T require(String field, @Nullable T value) {
    if (value == null) {
      throw new FieldRequiredException(field);
    }
    return value;
  }
}
