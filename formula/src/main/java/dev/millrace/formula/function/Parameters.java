package dev.millrace.formula.function;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The places of a function: fixed ones, then a group that repeats, then optional ones.
 *
 * @param leading always given
 * @param repeated given together, once or more often
 * @param minRepeats how often {@code repeated} must be given
 * @param optional given or left out, from the right
 */
public record Parameters(
    List<Parameter> leading, List<Parameter> repeated, int minRepeats, List<Parameter> optional) {
  public Parameters {
    leading = List.copyOf(leading);
    repeated = List.copyOf(repeated);
    optional = List.copyOf(optional);
  }

  /** Whether a call may have this many arguments. */
  public boolean accepts(int count) {
    int rest = count - leading.size();
    if (repeated.isEmpty()) {
      return rest >= 0 && rest <= optional.size();
    }
    int repeats = Math.floorDiv(rest, repeated.size());
    return repeats >= minRepeats && rest - repeats * repeated.size() <= optional.size();
  }

  /** The places of a call with this many arguments, which {@link #accepts} allowed. */
  public List<Parameter> places(int count) {
    List<Parameter> places = new ArrayList<>(leading);
    if (!repeated.isEmpty()) {
      int repeats = (count - leading.size()) / repeated.size();
      for (int i = 0; i < repeats; i++) {
        places.addAll(repeated);
      }
    }
    places.addAll(optional.subList(0, count - places.size()));
    return places;
  }

  /** The place of an argument, whatever else is given; empty if there is none of that number. */
  public Optional<Parameter> at(int argument) {
    if (argument < leading.size()) {
      return Optional.of(leading.get(argument));
    }
    int behind = argument - leading.size();
    if (!repeated.isEmpty()) {
      return Optional.of(repeated.get(behind % repeated.size()));
    }
    return behind < optional.size() ? Optional.of(optional.get(behind)) : Optional.empty();
  }

  /** For people, e.g. {@code text, start, [length]}. */
  String shown() {
    List<String> names = new ArrayList<>();
    leading.forEach(parameter -> names.add(parameter.name()));
    if (!repeated.isEmpty()) {
      String group = repeated.stream().map(Parameter::name).collect(Collectors.joining(", "));
      names.add(minRepeats > 0 ? group : "[" + group + "]");
      names.add("...");
    }
    optional.forEach(parameter -> names.add("[" + parameter.name() + "]"));
    return String.join(", ", names);
  }

  /** For people: how many arguments there may be. */
  public String counts() {
    int least = leading.size() + minRepeats * repeated.size();
    if (!repeated.isEmpty()) {
      return "at least " + least;
    }
    return optional.isEmpty() ? "" + least : least + " to " + (least + optional.size());
  }
}
