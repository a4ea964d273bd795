package dev.millrace.formula.assist;

import dev.millrace.formula.Formula;
import dev.millrace.formula.Reference;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a formula means.
 *
 * @param references what it depends on, as formulas write it
 * @param functions what it calls, operators too
 * @param tree its parts
 */
public record Explanation(
    ValueType type,
    Formula.Level level,
    List<String> references,
    SortedSet<String> functions,
    Part tree) {
  /** What a part is. */
  public enum Kind {
    LITERAL,
    REFERENCE,
    FUNCTION,
    OPERATOR
  }

  /**
   * A part of a formula.
   *
   * @param name of a function, text of everything else
   * @param help of a function; else empty
   * @param offset in the formula
   * @param parts its arguments
   */
  public record Part(
      Kind kind,
      String name,
      String help,
      ValueType type,
      int offset,
      int length,
      List<Part> parts) {
    public Part {
      parts = List.copyOf(parts);
    }
  }

  public static Explanation of(Formula formula) {
    SortedSet<String> functions = new TreeSet<>();
    Part tree = part(formula.text(), (Node) formula.tree(), functions);
    List<String> references =
        formula.references().stream()
            .map(Quoted::literal)
            .sorted(Comparator.naturalOrder())
            .toList();
    return new Explanation(formula.type(), formula.level(), references, functions, tree);
  }

  private static Part part(String text, Node node, SortedSet<String> functions) {
    int offset = node.span().offset();
    int length = node.span().length();
    return switch (node) {
      case Node.Literal literal ->
          new Part(
              Kind.LITERAL,
              text.substring(offset, offset + length),
              "",
              node.type(),
              offset,
              length,
              List.of());
      case Node.Name name ->
          new Part(
              Kind.REFERENCE, shown(name.reference()), "", node.type(), offset, length, List.of());
      case Node.Call call -> {
        functions.add(call.function().name());
        List<Part> parts = new ArrayList<>();
        call.arguments().forEach(argument -> parts.add(part(text, argument, functions)));
        yield new Part(
            call.function().operator() ? Kind.OPERATOR : Kind.FUNCTION,
            call.function().name(),
            call.function().help(),
            node.type(),
            offset,
            length,
            parts);
      }
    };
  }

  private static String shown(Reference reference) {
    return Quoted.literal(reference);
  }
}
