package dev.millrace.workbook.schema;

import java.util.List;

/**
 * A key of a mapping.
 *
 * @param help one sentence
 * @param aliases other spellings, from the specification
 */
public record Key(String name, Type type, boolean required, String help, List<String> aliases) {
  public Key {
    aliases = List.copyOf(aliases);
  }

  static Key required(String name, Type type, String help, String... aliases) {
    return new Key(name, type, true, help, List.of(aliases));
  }

  static Key optional(String name, Type type, String help, String... aliases) {
    return new Key(name, type, false, help, List.of(aliases));
  }
}
