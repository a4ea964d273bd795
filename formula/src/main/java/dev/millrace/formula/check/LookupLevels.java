package dev.millrace.formula.check;

import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.syntax.Problems;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.tree.Lookups;
import dev.millrace.formula.tree.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether a call that looks into another element says what over whose rows by which keys. */
final class LookupLevels {
  private final Problems problems;
  private final Set<Reference> references;
  private boolean ofRow;
  private boolean ofTotal;

  /**
   * @param references collects what is named
   */
  LookupLevels(Problems problems, Set<Reference> references) {
    this.problems = problems;
    this.references = references;
  }

  void check(Node.Call call, boolean total) {
    Node formula = Lookups.formula(call);
    visit(call, formula, false);
    if (total && (ofRow || !ofTotal)) {
      problems.add(
          Code.LEVEL,
          formula.span(),
          "%s wants an aggregate over the other element, such as Sum(…)."
              .formatted(call.function().name()));
    } else if (!ofRow && !ofTotal) {
      problems.add(
          Code.LEVEL,
          formula.span(),
          "%s wants a formula over another element, such as [Element/Column]."
              .formatted(call.function().name()));
    } else if (ofRow && ofTotal) {
      problems.add(
          Code.LEVEL,
          formula.span(),
          "This is an aggregate over the matching rows and a value of one of them at once.");
    }
    for (Node key : Lookups.externalKeys(call)) {
      ofRow = false;
      ofTotal = false;
      visit(call, key, false);
      if (!ofRow || ofTotal) {
        problems.add(
            Code.LEVEL,
            key.span(),
            "The other element's key is one of its columns, or made of them, row by row.");
      }
    }
    oneElement(call);
    sameTypes(call);
  }

  private void oneElement(Node.Call call) {
    Set<String> elements =
        Stream.concat(Stream.of(Lookups.formula(call)), Lookups.externalKeys(call).stream())
            .flatMap(node -> Lookups.columns(node).stream())
            .map(reference -> reference.qualifier().orElse(reference.name()))
            .collect(Collectors.toCollection(LinkedHashSet::new));
    if (elements.size() > 1) {
      problems.add(
          Code.LEVEL,
          call.span(),
          "%s looks into one element at a time; here are %s."
              .formatted(
                  call.function().name(),
                  elements.stream()
                      .map(name -> "[" + name + "]")
                      .collect(Collectors.joining(" and "))));
    }
  }

  private void sameTypes(Node.Call call) {
    List<Node> here = Lookups.localKeys(call);
    List<Node> there = Lookups.externalKeys(call);
    for (int i = 0; i < here.size(); i++) {
      boolean known = !Types.isNull(here.get(i)) && !Types.isNull(there.get(i));
      if (known && here.get(i).type() != there.get(i).type()) {
        problems.add(
            Code.TYPE,
            there.get(i).span(),
            "This key is %s and the key here is %s; keys are equal only within one type."
                .formatted(Types.shown(there.get(i).type()), Types.shown(here.get(i).type())));
      }
    }
  }

  private void visit(Node.Call lookup, Node node, boolean insideAggregate) {
    switch (node) {
      case Node.Literal literal -> {}
      case Node.Name name -> {
        references.add(name.reference());
        ofRow |= name.extent() == Extent.ROWS && !insideAggregate;
        if (name.extent() == Extent.ROW) {
          problems.add(
              Code.LEVEL,
              name.span(),
              "%s is a column of this element; %s goes over the other one here."
                  .formatted(Quoted.literal(name.reference()), lookup.function().name()));
        }
      }
      case Node.Call call -> {
        boolean aggregate = call.function().isAggregate();
        boolean simple =
            !call.function().isWindow()
                && !call.function().isAround()
                && !call.function().isLookup()
                && !(aggregate && insideAggregate);
        if (!simple) {
          problems.add(
              Code.LEVEL,
              call.span(),
              "%s cannot stand in what %s goes over. Put it into a column of the other element."
                  .formatted(call.function().name(), lookup.function().name()));
          return;
        }
        ofTotal |= aggregate;
        call.arguments().forEach(argument -> visit(lookup, argument, insideAggregate || aggregate));
      }
    }
  }
}
