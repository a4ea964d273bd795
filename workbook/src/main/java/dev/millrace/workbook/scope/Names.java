package dev.millrace.workbook.scope;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scope that is a list of names. A name matches exactly, else ignoring case if only one thing
 * does; of two things with one name the one listed first is meant. Immutable.
 */
public final class Names implements Scope {
  private final Map<Reference, Binding> exact;
  private final Map<Reference, Set<Binding>> folded;

  private Names(Map<Reference, Binding> exact) {
    this.exact = exact;
    this.folded = new LinkedHashMap<>();
    exact.forEach((name, binding) ->
        folded.computeIfAbsent(fold(name), key -> new LinkedHashSet<>()).add(binding));
  }

  @Override
  public Optional<Binding> resolve(Reference reference) {
    Binding same = exact.get(reference);
    if (same != null) {
      return Optional.of(same);
    }
    Set<Binding> similar = folded.getOrDefault(fold(reference), Set.of());
    return similar.size() == 1 ? similar.stream().findFirst() : Optional.empty();
  }

  @Override
  public List<Reference> known() {
    return List.copyOf(exact.keySet());
  }

  private static Reference fold(Reference reference) {
    return new Reference(reference.qualifier().map(Names::fold), fold(reference.name()));
  }

  /** Through upper case first, so that letters whose forms differ only there meet, as ß and SS. */
  private static String fold(String name) {
    return name.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
  }

  /** Collects names, the more important first. */
  static final class Builder {
    private final Map<Reference, Binding> exact = new LinkedHashMap<>();

    /** A name that is its own canonical form. */
    Builder add(Reference name, ValueType type, Extent extent) {
      return add(name, new Binding(name, type, extent));
    }

    /** Another name for what the binding's reference names. */
    Builder add(Reference name, Binding binding) {
      exact.putIfAbsent(name, binding);
      return this;
    }

    Names build() {
      return new Names(new LinkedHashMap<>(exact));
    }
  }
}
