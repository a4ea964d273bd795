package dev.millrace.app.formula;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Binding;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.workbook.scope.WorkbookScopes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a formula may name.
 *
 * @param table the element that it belongs to, for people
 */
public record FormulaScope(String table, Scope names) {
  private static final int MOST_NAMES = 2_000;

  /**
   * Names that are given with the formula.
   *
   * @param columns name to type; {@code Element/Column} for a column of another element
   * @param controls id to type
   * @throws CaseException {@code CASE_INVALID}
   */
  public static FormulaScope of(Map<String, String> columns, Map<String, String> controls) {
    if (columns.size() + controls.size() > MOST_NAMES) {
      throw new CaseException(
          "CASE_INVALID", "At most %,d columns and controls can be named.".formatted(MOST_NAMES));
    }
    Map<Reference, Binding> known = new LinkedHashMap<>();
    columns.forEach((name, type) -> {
      Reference reference = reference(name);
      Extent extent = reference.qualifier().isPresent() ? Extent.ROWS : Extent.ROW;
      known.put(reference, new Binding(reference, type(name, type), extent));
    });
    controls.forEach((name, type) -> {
      Binding binding =
          new Binding(Reference.of(WorkbookScopes.CONTROL, name), type(name, type), Extent.SINGLE);
      known.put(binding.reference(), binding);
      known.putIfAbsent(Reference.of(name), binding);
    });
    return new FormulaScope("element", new Given(known));
  }

  /** What a name means: {@code Element/Column} is a column of another element. */
  static Reference reference(String name) {
    int slash = name.indexOf('/');
    return slash < 0
        ? Reference.of(name)
        : Reference.of(name.substring(0, slash), name.substring(slash + 1));
  }

  private static ValueType type(String name, String type) {
    return Arrays.stream(ValueType.values())
        .filter(value -> value.name().toLowerCase(Locale.ROOT).equals(type))
        .findFirst()
        .orElseThrow(() ->
            new CaseException(
                "CASE_INVALID",
                "'%s' has the type '%s'; types are %s."
                    .formatted(
                        name,
                        type,
                        Arrays.stream(ValueType.values())
                            .map(value -> value.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")))));
  }

  private record Given(Map<Reference, Binding> bindings) implements Scope {
    @Override
    public Optional<Binding> resolve(Reference reference) {
      Binding same = bindings.get(reference);
      if (same != null) {
        return Optional.of(same);
      }
      List<Binding> similar =
          bindings.entrySet().stream()
              .filter(entry ->
                  entry.getKey().name().equalsIgnoreCase(reference.name())
                      && entry.getKey().qualifier().equals(reference.qualifier()))
              .map(Map.Entry::getValue)
              .distinct()
              .toList();
      return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
    }

    @Override
    public List<Reference> known() {
      return List.copyOf(bindings.keySet());
    }
  }
}
