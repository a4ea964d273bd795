package dev.millrace.workbook.graph;

import dev.millrace.formula.Formulas;
import dev.millrace.workbook.model.Workbook;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which part of a workbook uses which. Immutable; the order is the workbook's. */
public final class DependencyGraph {
  private final List<Use> uses;
  private final Map<Part, Set<Use>> byUsed = new LinkedHashMap<>();

  private DependencyGraph(List<Use> uses) {
    this.uses = List.copyOf(uses);
    for (Use use : uses) {
      byUsed.computeIfAbsent(use.used(), key -> new LinkedHashSet<>()).add(use);
    }
  }

  /**
   * Looks through a workbook that was read without problems.
   *
   * @param formulas tells what the formulas of steps name
   */
  public static DependencyGraph of(Workbook workbook, Formulas formulas) {
    return new DependencyGraph(new UseFinder(workbook, formulas).find());
  }

  /** Every use there is. */
  public List<Use> uses() {
    return uses;
  }

  /** What names or reads the part itself: what has to change when it is renamed or goes away. */
  public Set<Use> usersOf(Part part) {
    return Collections.unmodifiableSet(byUsed.getOrDefault(part, Set.of()));
  }

  /**
   * What has to be computed anew when the part's value changes, directly or through other parts;
   * not the part itself.
   */
  public Set<Part> dependentsOf(Part part) {
    Set<Part> found = new LinkedHashSet<>();
    Deque<Part> open = new ArrayDeque<>(List.of(part));
    while (!open.isEmpty()) {
      for (Use use : usersOf(open.remove())) {
        if (use.kind() == Use.Kind.READS && found.add(use.user())) {
          open.add(use.user());
        }
      }
    }
    found.remove(part);
    return Collections.unmodifiableSet(found);
  }
}
