package dev.millrace.formula.tree;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parts of a call that looks into another element: a formula over that element's rows, then
 * pairs of a key here and a key there.
 */
public final class Lookups {
  private Lookups() {}

  public static Node formula(Node.Call call) {
    return call.arguments().getFirst();
  }

  /** Keys in the rows here. */
  public static List<Node> localKeys(Node.Call call) {
    return everySecond(call, 1);
  }

  /** Keys in the other element's rows, in the same order. */
  public static List<Node> externalKeys(Node.Call call) {
    return everySecond(call, 2);
  }

  private static List<Node> everySecond(Node.Call call, int first) {
    List<Node> keys = new ArrayList<>();
    for (int i = first; i < call.arguments().size(); i += 2) {
      keys.add(call.arguments().get(i));
    }
    return keys;
  }

  /**
   * Columns of other rows than the element's own that a node goes over; for a look-up, those it
   * looks into.
   */
  public static Set<Reference> columns(Node node) {
    Set<Reference> found = new LinkedHashSet<>();
    if (node instanceof Node.Call call && call.function().isLookup()) {
      collect(formula(call), found);
      externalKeys(call).forEach(key -> collect(key, found));
    } else {
      collect(node, found);
    }
    return found;
  }

  private static void collect(Node node, Set<Reference> found) {
    switch (node) {
      case Node.Literal literal -> {}
      case Node.Name name -> {
        if (name.extent() == Extent.ROWS) {
          found.add(name.reference());
        }
      }
      case Node.Call call -> {
        List<Node> here = call.function().isLookup() ? localKeys(call) : call.arguments();
        for (Node argument : here) {
          collect(argument, found);
        }
      }
    }
  }
}
