package dev.millrace.formula.check;

import dev.millrace.formula.Formula.Level;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Definition;
import dev.millrace.formula.syntax.Problems;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** What one result of a formula belongs to, and whether its aggregates have rows to work on. */
final class Levels {
  private static final String OWN_ROWS = "";
  private final Problems problems;
  private final BooleanSupplier hasRows;
  private final Set<Reference> references = new LinkedHashSet<>();
  private boolean ownRow;
  private boolean ownTotal;
  private boolean insideWindow;

  /**
   * @param hasRows whether formulas here are about rows of an element of their own
   */
  Levels(Problems problems, BooleanSupplier hasRows) {
    this.problems = problems;
    this.hasRows = hasRows;
  }

  /** Everything the formula names, known after {@link #of}. */
  Set<Reference> references() {
    return references;
  }

  Level of(Node formula) {
    visit(formula, null);
    if (ownRow) {
      return Level.ROW;
    }
    return ownTotal ? Level.AGGREGATE : Level.SINGLE;
  }

  /**
   * Walks the tree.
   *
   * @param rows inside an aggregate, collects which rows its arguments come from; else null
   */
  private void visit(Node node, @Nullable Set<String> rows) {
    switch (node) {
      case Node.Literal literal -> {}
      case Node.Name name -> name(name, rows);
      case Node.Call call -> {
        if (call.function().isAggregate()) {
          aggregate(call, rows);
        } else if (call.function().isWindow()) {
          window(call, rows);
        } else if (call.function().isAround()) {
          around(call, rows);
        } else if (call.function().definition() instanceof Definition.Lookup(boolean total)) {
          new LookupLevels(problems, references).check(call, total);
          Lookups.localKeys(call).forEach(key -> visit(key, rows));
        } else {
          for (Node argument : call.arguments()) {
            visit(argument, rows);
          }
        }
      }
    }
  }

  private void name(Node.Name name, @Nullable Set<String> rows) {
    references.add(name.reference());
    if (rows != null) {
      switch (name.extent()) {
        case SINGLE -> {}
        case ROW -> rows.add(OWN_ROWS);
        case ROWS -> rows.add(name.reference().qualifier().orElse(name.reference().name()));
      }
      return;
    }
    ownRow |= name.extent() == Extent.ROW;
    if (name.extent() == Extent.ROWS) {
      String written = Quoted.literal(name.reference());
      List<String> offers =
          name.type() == ValueType.NUMBER
              ? List.of("Sum(" + written + ")", "Max(" + written + ")", "Count(" + written + ")")
              : List.of("Max(" + written + ")", "Count(" + written + ")");
      problems.add(
          Code.LEVEL,
          name.span(),
          "%s stands for several rows; it needs an aggregate around it, such as %s."
              .formatted(written, offers.getFirst()),
          offers);
    }
  }

  /** Its arguments stand in the rows around, and so does the result. */
  private void window(Node.Call call, @Nullable Set<String> rows) {
    if (insideWindow) {
      problems.add(
          Code.LEVEL,
          call.span(),
          "%s stands inside another function that looks at rows around. Put it into a column of its own."
              .formatted(call.function().name()));
    }
    if (rows == null) {
      ownRow = true;
    } else {
      rows.add(OWN_ROWS);
    }
    boolean outer = insideWindow;
    insideWindow = true;
    for (Node argument : call.arguments()) {
      visit(argument, rows);
    }
    insideWindow = outer;
  }

  /** Its aggregate goes over other rows, but belongs to the element as one over the rows here. */
  private void around(Node.Call call, @Nullable Set<String> rows) {
    Node aggregate = call.arguments().getFirst();
    if (rows != null) {
      rows.add(OWN_ROWS);
    }
    boolean outerRow = ownRow;
    boolean outerTotal = ownTotal;
    ownRow = false;
    ownTotal = false;
    visit(aggregate, null);
    boolean total = ownTotal && !ownRow && rows == null;
    ownRow = outerRow;
    ownTotal = outerTotal || total;
    if (!total) {
      problems.add(
          Code.LEVEL,
          aggregate.span(),
          rows == null
              ? "%s wants an aggregate over this element's rows, such as Sum(…)."
                  .formatted(call.function().name())
              : "%s stands inside an aggregate. Put it into a column of its own and aggregate that."
                  .formatted(call.function().name()));
    }
  }

  private void aggregate(Node.Call call, @Nullable Set<String> outer) {
    String name = call.function().name();
    if (outer != null) {
      problems.add(
          Code.LEVEL,
          call.span(),
          "%s stands inside another aggregate. Put it into a column of its own and aggregate that."
              .formatted(name));
      for (Node argument : call.arguments()) {
        visit(argument, outer);
      }
      return;
    }
    Set<String> rows = new LinkedHashSet<>();
    for (Node argument : call.arguments()) {
      visit(argument, rows);
    }
    if (call.arguments().isEmpty() && hasRows.getAsBoolean()) {
      rows.add(OWN_ROWS);
    }
    if (rows.isEmpty()) {
      problems.add(
          Code.LEVEL, call.span(), "%s needs a column whose rows it goes over.".formatted(name));
    }
    if (rows.size() > 1) {
      problems.add(
          Code.LEVEL,
          call.span(),
          "%s goes over the rows of one thing at a time; here are %s."
              .formatted(name, String.join(" and ", rows.stream().map(Levels::shown).toList())));
    }
    ownTotal |= rows.contains(OWN_ROWS);
  }

  private static String shown(String rows) {
    return rows.equals(OWN_ROWS) ? "the element's own rows" : "the rows of [" + rows + "]";
  }
}
