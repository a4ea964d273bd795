package dev.millrace.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What was typed.
 *
 * @param words what is no option, the command first
 * @param options name without dashes to value; a switch has an empty one
 */
record Arguments(List<String> words, Map<String, String> options) {
  private static final Set<String> SWITCHES =
      Set.of(
          "json",
          "help",
          "yes",
          "revert",
          "dry-run",
          "accept-loss",
          "script",
          "explain",
          "validate");
  private static final Set<String> VALUED =
      Set.of("data-dir", "limit", "role", "cases", "on", "url", "columns", "translate", "complete");

  Arguments {
    words = List.copyOf(words);
    options = Map.copyOf(options);
  }

  static Arguments parse(List<String> arguments) {
    List<String> words = new ArrayList<>();
    Map<String, String> options = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      int equals = argument.indexOf('=');
      String name = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
      if (SWITCHES.contains(name) && equals < 0) {
        options.put(name, "");
      } else if (VALUED.contains(name) && equals >= 0) {
        options.put(name, argument.substring(equals + 1));
      } else if (VALUED.contains(name) && i + 1 < arguments.size()) {
        options.put(name, arguments.get(++i));
      } else {
        throw new CliException(Exit.USAGE, "'%s' is no option here.".formatted(argument));
      }
    }
    return new Arguments(words, options);
  }

  boolean has(String option) {
    return options.containsKey(option);
  }

  Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The word at that place; 0 is the command. */
  Optional<String> word(int place) {
    return place < words.size() ? Optional.of(words.get(place)) : Optional.empty();
  }

  String require(int place, String what) {
    return word(place)
        .orElseThrow(() -> new CliException(Exit.USAGE, "What is missing: %s.".formatted(what)));
  }

  /** At most so many words, the command included. */
  void most(int count) {
    if (words.size() > count) {
      throw new CliException(
          Exit.USAGE,
          "'%s' is one word too many. Quote what has spaces.".formatted(words.get(count)));
    }
  }
}
