package dev.millrace.workbook.scope;

import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A scope in which some names exist but have no known type, since what they name is wrong or was
 * not looked at yet. A formula that uses one cannot be checked fully, and is not to blame for it.
 */
public final class Guard implements Scope {
  private final Scope names;
  private final String table;
  private final Doubts doubts;
  private final Map<Reference, Reference> hits = new LinkedHashMap<>();

  /** What is doubtful, and what turned out; shared by the scopes of all tables. */
  public static final class Doubts {
    private final Set<Reference> withheld = new HashSet<>();
    private final Map<Reference, ValueType> types = new HashMap<>();
  }

  public Guard(Scope names) {
    this(names, "", new Doubts());
  }

  /**
   * The scope of one table among several.
   *
   * @param table by which others name its columns
   */
  public Guard(Scope names, String table, Doubts doubts) {
    this.names = names;
    this.table = table;
    this.doubts = doubts;
  }

  /** The name that means the same in the scopes of all tables. */
  public Reference shared(Reference canonical) {
    return canonical.qualifier().isPresent() || table.isEmpty()
        ? canonical
        : Reference.of(table, canonical.name());
  }

  /** Says that the type of what has this canonical name is not known. */
  public void withhold(Reference canonical) {
    doubts.withheld.add(shared(canonical));
  }

  /** Says what type it has after all. */
  public void settle(Reference canonical, ValueType type) {
    doubts.withheld.remove(shared(canonical));
    doubts.types.put(shared(canonical), type);
  }

  /** Forgets which withheld names were asked for. */
  public void forgetHits() {
    hits.clear();
  }

  /** Shared names of what was withheld when a formula asked for it. */
  public Collection<Reference> hits() {
    return Set.copyOf(hits.values());
  }

  /** Whether the problem only says that a withheld name is unknown. */
  public boolean excuses(FormulaProblem problem, String text) {
    return hits.keySet().stream().anyMatch(asked -> isAbout(problem, text, asked));
  }

  @Override
  public Optional<Binding> resolve(Reference reference) {
    Optional<Binding> binding = names.resolve(reference);
    binding
        .map(found -> shared(found.reference()))
        .filter(doubts.withheld::contains)
        .ifPresent(withheld -> hits.put(reference, withheld));
    return binding
        .filter(found -> !doubts.withheld.contains(shared(found.reference())))
        .map(found ->
            new Binding(
                found.reference(),
                doubts.types.getOrDefault(shared(found.reference()), found.type()),
                found.extent()));
  }

  @Override
  public List<Reference> known() {
    return names.known();
  }

  /** Whether the problem says that this name is unknown. */
  public static boolean isAbout(FormulaProblem problem, String text, Reference asked) {
    if (problem.code() != FormulaProblem.Code.UNKNOWN_COLUMN) {
      return false;
    }
    int end = Math.min(text.length(), problem.offset() + problem.length());
    String slice = text.substring(Math.min(problem.offset(), end), end);
    String written = asked.qualifier().map(qualifier -> qualifier + "/").orElse("") + asked.name();
    return bare(slice).equalsIgnoreCase(bare(written));
  }

  private static String bare(String name) {
    return name.replaceAll("[\\[\\]\\\\]", "").strip();
  }
}
