package dev.millrace.formula;

import java.util.List;
import java.util.Optional;

/** What the references of a formula may name, at the place where it stands. */
public interface Scope {
  /** What the reference names, or empty if nothing. Matching is exact, else ignoring case. */
  Optional<Binding> resolve(Reference reference);

  /** Everything that could be named, for "did you mean". */
  List<Reference> known();

  /** A scope in which nothing has a name. */
  static Scope empty() {
    return new Scope() {
      @Override
      public Optional<Binding> resolve(Reference reference) {
        return Optional.empty();
      }

      @Override
      public List<Reference> known() {
        return List.of();
      }
    };
  }

  /**
   * What a reference stands for.
   *
   * @param reference the canonical form, which {@link Values} is asked for
   * @param type the type of one value
   * @param extent one value, or one for each of several rows
   */
  record Binding(Reference reference, ValueType type, Extent extent) {}

  /** How many values a reference stands for. */
  enum Extent {
    /** One value for the whole formula: a control, an action variable. */
    SINGLE,
    /** One value in each row of the element the formula belongs to. */
    ROW,
    /** The values of some rows beside the formula, such as the selection: wants an aggregate. */
    ROWS
  }
}
