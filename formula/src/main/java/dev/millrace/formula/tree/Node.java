package dev.millrace.formula.tree;

import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.TypedNode;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.syntax.Span;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a checked formula. Immutable; at most {@code Parser.MAX_DEPTH} deep. */
public sealed interface Node extends TypedNode {
  Span span();

  /** A value that is written in the formula. */
  record Literal(@Nullable Object value, ValueType type, Span span) implements Node {}

  /** What a reference stands for, in canonical form. */
  record Name(Reference reference, ValueType type, Extent extent, Span span) implements Node {}

  /** A function or operator with its arguments. */
  record Call(Function function, List<Node> arguments, ValueType type, Span span) implements Node {
    public Call {
      arguments = Collections.unmodifiableList(new ArrayList<>(arguments));
    }
  }
}
