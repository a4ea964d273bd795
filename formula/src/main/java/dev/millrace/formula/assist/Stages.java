package dev.millrace.formula.assist;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A formula of a group that looks at the groups around, as {@code Lag(Sum([Cost]))} does: first its
 * aggregates, within each group, then the rest over the groups, as if they were rows.
 *
 * @param aggregates formulas, each as it was written
 * @param rest the formula, with {@link #column} in place of each of them
 */
public record Stages(List<String> aggregates, String rest) {
  public Stages {
    aggregates = List.copyOf(aggregates);
  }

  /** Empty if no function that looks at rows around is about aggregates. */
  public static Optional<Stages> of(Formula formula) {
    Node tree = (Node) formula.tree();
    if (!looksAtGroups(tree, false)) {
      return Optional.empty();
    }
    List<Node> aggregates = new ArrayList<>();
    collect(tree, aggregates);
    StringBuilder rest = new StringBuilder();
    List<String> texts = new ArrayList<>();
    int at = 0;
    for (Node aggregate : aggregates) {
      rest.append(formula.text(), at, aggregate.span().offset());
      rest.append(Quoted.literal(Reference.of(column(texts.size()))));
      at = aggregate.span().end();
      texts.add(formula.text().substring(aggregate.span().offset(), at));
    }
    rest.append(formula.text(), at, formula.text().length());
    return Optional.of(new Stages(texts, rest.toString()));
  }

  /** What the rest calls the values of an aggregate. */
  public static String column(int aggregate) {
    return "millrace aggregate " + aggregate;
  }

  private static boolean looksAtGroups(Node node, boolean around) {
    if (!(node instanceof Node.Call call)) {
      return false;
    }
    if (around && isTotal(call)) {
      return true;
    }
    boolean window = around || call.function().isWindow();
    for (Node argument : call.arguments()) {
      if (looksAtGroups(argument, window)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isTotal(Node.Call call) {
    return call.function().isAggregate() || call.function().isAround();
  }

  /** Those that stand in no other, in the order of the text. */
  private static void collect(Node node, List<Node> aggregates) {
    if (!(node instanceof Node.Call call)) {
      return;
    }
    if (isTotal(call)) {
      aggregates.add(call);
      return;
    }
    for (Node argument : call.arguments()) {
      collect(argument, aggregates);
    }
  }
}
