package dev.millrace.formula.syntax;

import dev.millrace.formula.Reference;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A formula as it was written, before anything in it has a meaning. */
public sealed interface SyntaxNode {
  Span span();

  /** A number, a text, True, False or, as null, Null. */
  record Literal(@Nullable Object value, Span span) implements SyntaxNode {}

  /** Something in brackets. */
  record Name(Reference reference, Span span) implements SyntaxNode {}

  /**
   * A function, or an operator under the name {@link Operator} gives it.
   *
   * @param nameSpan where the name or the operator's sign stands
   */
  record Call(String function, Span nameSpan, List<SyntaxNode> arguments, Span span)
      implements SyntaxNode {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A place where an operand is missing or cannot be read; a problem was reported for it. */
  record Missing(Span span) implements SyntaxNode {}
}
