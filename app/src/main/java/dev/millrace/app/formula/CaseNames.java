package dev.millrace.app.formula;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the formulas of a case may name. */
final class CaseNames implements Scope {
  private final Optional<String> element;
  private final Map<Reference, Binding> known = new LinkedHashMap<>();
  private final Set<String> waiting = new LinkedHashSet<>();
  private final Set<String> hits = new LinkedHashSet<>();

  /**
   * @param element name of the own element, by which its columns can be named too
   */
  CaseNames(
      Optional<String> element,
      Map<String, CaseColumn> columns,
      Map<Reference, CaseColumn> single,
      Map<Reference, CaseColumn> selection,
      Map<String, Map<String, CaseColumn>> tables) {
    this.element = element;
    columns.forEach((name, column) -> add(name, column.type().type()));
    single.forEach((name, value) -> {
      Binding binding = new Binding(name, value.type().type(), Extent.SINGLE);
      known.put(name, binding);
      known.putIfAbsent(Reference.of(name.name()), binding);
    });
    selection.forEach(this::addRows);
    tables.forEach((table, held) ->
        held.forEach((name, column) -> addRows(Reference.of(table, name), column)));
  }

  private void addRows(Reference name, CaseColumn column) {
    known.putIfAbsent(name, new Binding(name, column.type().type(), Extent.ROWS));
  }

  /** A column of the own element, which no longer waits for its type. */
  void add(String name, ValueType type) {
    waiting.remove(name);
    Binding binding = new Binding(Reference.of(name), type, Extent.ROW);
    known.put(binding.reference(), binding);
    element.ifPresent(own -> known.put(Reference.of(own, name), binding));
  }

  /** A column whose type is not known yet. */
  void await(String name) {
    add(name, ValueType.TEXT);
    waiting.add(name);
  }

  /** The columns without a type that were named since this was asked last. */
  Set<String> takeHits() {
    Set<String> taken = new LinkedHashSet<>(hits);
    hits.clear();
    return taken;
  }

  @Override
  public Optional<Binding> resolve(Reference reference) {
    Optional<Binding> found = find(reference);
    found
        .map(binding -> binding.reference().name())
        .filter(waiting::contains)
        .filter(name -> found.get().reference().qualifier().isEmpty())
        .ifPresent(hits::add);
    return found;
  }

  private Optional<Binding> find(Reference reference) {
    Binding same = known.get(reference);
    if (same != null) {
      return Optional.of(same);
    }
    List<Binding> similar =
        known.entrySet().stream()
            .filter(entry -> alike(entry.getKey(), reference))
            .map(Map.Entry::getValue)
            .distinct()
            .toList();
    return similar.size() == 1 ? Optional.of(similar.getFirst()) : Optional.empty();
  }

  private static boolean alike(Reference known, Reference asked) {
    return known.name().equalsIgnoreCase(asked.name())
        && known.qualifier().isPresent() == asked.qualifier().isPresent()
        && known
            .qualifier()
            .map(qualifier -> qualifier.equalsIgnoreCase(asked.qualifier().orElse("")))
            .orElse(true);
  }

  @Override
  public List<Reference> known() {
    return List.copyOf(known.keySet());
  }
}
