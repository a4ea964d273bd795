package dev.millrace.formula.viewer;

import dev.millrace.formula.Reference;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The person on whose behalf a formula is evaluated. What formulas ask is among their references,
 * so that a result kept for one person is not shown to another.
 *
 * @param email or whatever else the person signs in with
 * @param teams names of the teams the person belongs to
 * @param attributes by name
 */
public record Viewer(
    String email,
    @Nullable String firstName,
    @Nullable String fullName,
    Set<String> teams,
    Map<String, String> attributes,
    ZoneId zone) {
  static final Reference EMAIL = Reference.of("Reader", "email");
  static final Reference FIRST_NAME = Reference.of("Reader", "first name");
  static final Reference FULL_NAME = Reference.of("Reader", "full name");
  static final Reference ZONE = Reference.of("Reader", "time zone");
  private static final String ATTRIBUTE = "Reader attribute";
  private static final String TEAM = "Reader team";

  public Viewer {
    teams = Set.copyOf(teams);
    attributes = Map.copyOf(attributes);
  }

  static Reference attribute(String name) {
    return Reference.of(ATTRIBUTE, name);
  }

  static Reference team(String name) {
    return Reference.of(TEAM, name);
  }

  /** Whether a reference asks about the person. */
  public static boolean isAsked(Reference reference) {
    return switch (reference.qualifier().orElse("")) {
      case ATTRIBUTE, TEAM -> true;
      default ->
          reference.equals(EMAIL)
              || reference.equals(FIRST_NAME)
              || reference.equals(FULL_NAME)
              || reference.equals(ZONE);
    };
  }

  /** The answer to such a reference; null if it is not known. */
  public @Nullable Object answer(Reference asked) {
    return switch (asked.qualifier().orElse("")) {
      case ATTRIBUTE -> attributes.get(asked.name());
      case TEAM -> teams.contains(asked.name());
      default -> {
        if (asked.equals(EMAIL)) {
          yield email;
        }
        if (asked.equals(FIRST_NAME)) {
          yield firstName;
        }
        if (asked.equals(FULL_NAME)) {
          yield fullName;
        }
        yield asked.equals(ZONE) ? zone.getId() : null;
      }
    };
  }
}
