package dev.millrace.formula.check;

import dev.millrace.formula.Checked;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Definition;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.syntax.Nearest;
import dev.millrace.formula.syntax.Operator;
import dev.millrace.formula.syntax.Parser;
import dev.millrace.formula.syntax.Problems;
import dev.millrace.formula.syntax.Quoted;
import dev.millrace.formula.syntax.SyntaxNode;
import dev.millrace.formula.tree.Node;
import dev.millrace.formula.value.Arithmetic;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Gives every name and call of a formula its meaning, or says why it has none. */
public final class Checker {
  private final Catalogue catalogue;
  private final Scope scope;
  private final Problems problems = new Problems();
  private final Types types;

  private Checker(Catalogue catalogue, Scope scope, String text) {
    this.catalogue = catalogue;
    this.scope = scope;
    this.types = new Types(text, problems);
  }

  public static Checked check(Catalogue catalogue, String text, Scope scope) {
    Checker checker = new Checker(catalogue, scope, text);
    Optional<Node> tree = Parser.parse(text, checker.problems).flatMap(checker::node);
    if (tree.isEmpty() || !checker.problems.isEmpty()) {
      return new Checked(Optional.empty(), checker.problems.inOrder());
    }
    Levels levels = new Levels(checker.problems, checker::hasRows);
    Formula.Level level = levels.of(tree.get());
    if (!checker.problems.isEmpty()) {
      return new Checked(Optional.empty(), checker.problems.inOrder());
    }
    Formula formula = new Formula(text, tree.get().type(), level, levels.references(), tree.get());
    return new Checked(Optional.of(formula), List.of());
  }

  private boolean hasRows() {
    return scope.known().stream()
        .flatMap(name -> scope.resolve(name).stream())
        .anyMatch(binding -> binding.extent() == Extent.ROW);
  }

  /** The node with its type, or empty if it, or something in it, was reported. */
  private Optional<Node> node(SyntaxNode written) {
    return switch (written) {
      case SyntaxNode.Literal literal ->
          Optional.of(new Node.Literal(literal.value(), typeOf(literal.value()), literal.span()));
      case SyntaxNode.Name name -> name(name);
      case SyntaxNode.Call call -> call(call);
      case SyntaxNode.Missing missing -> Optional.empty();
    };
  }

  private static ValueType typeOf(@Nullable Object value) {
    return switch (value) {
      case Number number -> ValueType.NUMBER;
      case Boolean logical -> ValueType.LOGICAL;
      case LocalDateTime moment -> ValueType.DATE;
      case null, default -> ValueType.TEXT;
    };
  }

  private Optional<Node> name(SyntaxNode.Name name) {
    Optional<Scope.Binding> binding = scope.resolve(name.reference());
    if (binding.isPresent()) {
      return Optional.of(
          new Node.Name(
              binding.get().reference(),
              binding.get().type(),
              binding.get().extent(),
              name.span()));
    }
    String written = Quoted.literal(name.reference());
    List<String> near = Nearest.to(written, scope.known().stream().map(Quoted::literal).toList());
    problems.add(
        Code.UNKNOWN_COLUMN,
        name.span(),
        "There is no %s here.%s".formatted(written, didYouMean(near)),
        near);
    return Optional.empty();
  }

  private Optional<Node> call(SyntaxNode.Call call) {
    List<Node> arguments = new ArrayList<>();
    boolean complete = true;
    for (SyntaxNode written : call.arguments()) {
      Optional<Node> argument = node(written);
      argument.ifPresent(arguments::add);
      complete &= argument.isPresent();
    }
    return call(call, arguments, complete);
  }

  /** Apart from what goes deeper, whose frames must be small. */
  private Optional<Node> call(SyntaxNode.Call call, List<Node> arguments, boolean complete) {
    Optional<Function> found = catalogue.find(call.function());
    if (found.isEmpty()) {
      unknown(call);
      return Optional.empty();
    }
    Function function = found.get();
    if (!function.parameters().accepts(call.arguments().size())) {
      problems.add(
          Code.WRONG_ARGUMENT_COUNT,
          call.nameSpan(),
          "%s takes %s arguments, not %d: %s."
              .formatted(
                  function.name(),
                  function.parameters().counts(),
                  call.arguments().size(),
                  function.signature()));
      return Optional.empty();
    }
    return complete
        ? negated(function, call, arguments)
            .or(() -> types.call(function, call.nameSpan(), arguments, call.span()))
            .map(this::known)
        : Optional.empty();
  }

  /** A call that asks what is known where the formula is evaluated becomes what it asks for. */
  private Node known(Node node) {
    if (!(node instanceof Node.Call call)
        || !(call.function().definition() instanceof Definition.Context(var of))) {
      return node;
    }
    List<String> written = new ArrayList<>();
    for (Node argument : call.arguments()) {
      written.add(String.valueOf(((Node.Literal) argument).value()));
    }
    Function or = catalogue.find("Or").orElseThrow();
    return of.apply(written).stream()
        .<Node>map(asked -> new Node.Name(asked, call.type(), Extent.SINGLE, call.span()))
        .reduce((left, right) ->
            new Node.Call(or, List.of(left, right), ValueType.LOGICAL, call.span()))
        .orElseThrow();
  }

  /** A minus before a written number belongs to the number, so that it is a constant. */
  private static Optional<Node> negated(
      Function function, SyntaxNode.Call call, List<Node> arguments) {
    if (function.name().equals(Operator.NEGATE)
        && arguments.getFirst() instanceof Node.Literal literal
        && literal.value() instanceof Number number) {
      return Optional.of(
          new Node.Literal(Arithmetic.negate(number), ValueType.NUMBER, call.span()));
    }
    return Optional.empty();
  }

  private void unknown(SyntaxNode.Call call) {
    List<String> near = Nearest.to(call.function(), catalogue.names());
    problems.add(
        Code.UNKNOWN_FUNCTION,
        call.nameSpan(),
        "There is no function '%s'.%s".formatted(call.function(), didYouMean(near)),
        near);
  }

  private static String didYouMean(List<String> near) {
    return near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
  }
}
