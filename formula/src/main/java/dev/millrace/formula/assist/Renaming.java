package dev.millrace.formula.assist;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.syntax.Parser;
import dev.millrace.formula.syntax.Problems;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.SyntaxNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A formula in which something has another name; all else stays as it was written. */
public final class Renaming {
  private final Scope scope;
  private final Reference column;
  private final List<SyntaxNode.Name> found = new ArrayList<>();

  private Renaming(Scope scope, Reference column) {
    this.scope = scope;
    this.column = column;
  }

  /**
   * The formula after the renaming.
   *
   * @param scope what formulas could name before it
   * @param column canonical name of what gets another name
   * @param name the new one; the element before the slash stays as it was written
   */
  public static String of(String text, Scope scope, Reference column, String name) {
    Renaming renaming = new Renaming(scope, column);
    Parser.parse(text, new Problems()).ifPresent(renaming::collect);
    StringBuilder renamed = new StringBuilder(text);
    renaming.found.stream()
        .sorted(Comparator.comparingInt((SyntaxNode.Name at) -> at.span().offset()).reversed())
        .forEach(at ->
            renamed.replace(
                at.span().offset(),
                at.span().end(),
                Quoted.literal(new Reference(at.reference().qualifier(), name))));
    return renamed.toString();
  }

  private void collect(SyntaxNode node) {
    switch (node) {
      case SyntaxNode.Name name -> {
        if (scope.resolve(name.reference()).filter(this::isMeant).isPresent()) {
          found.add(name);
        }
      }
      case SyntaxNode.Call call -> {
        for (SyntaxNode argument : call.arguments()) {
          collect(argument);
        }
      }
      case SyntaxNode.Literal literal -> {}
      case SyntaxNode.Missing missing -> {}
    }
  }

  private boolean isMeant(Scope.Binding binding) {
    return binding.reference().equals(column);
  }
}
