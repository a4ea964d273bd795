package dev.millrace.formula;

import java.util.Optional;

/**
 * What stands in brackets. {@code [Cost]} has no qualifier; {@code [Selection/Cost]}, {@code
 * [Control/threshold]}, {@code [ActionVar/cases]} and {@code [Airports/City]} have one.
 *
 * @param qualifier the part before the slash, escapes resolved
 * @param name the part after the slash, or all of it, escapes resolved
 */
public record Reference(Optional<String> qualifier, String name) {
  /** A reference without a qualifier. */
  public static Reference of(String name) {
    return new Reference(Optional.empty(), name);
  }

  /** A reference with a qualifier. */
  public static Reference of(String qualifier, String name) {
    return new Reference(Optional.of(qualifier), name);
  }
}
