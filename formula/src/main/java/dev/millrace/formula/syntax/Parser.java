package dev.millrace.formula.syntax;

import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.syntax.Token.Kind;
import dev.millrace.formula.value.Characters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a formula by precedence climbing. Reports what it cannot read and goes on, so that one
 * check shows several errors. Depth is counted, so no formula exhausts the stack.
 */
public final class Parser {
  /** Longest formula, in UTF-16 characters. */
  public static final int MAX_LENGTH = 100_000;

  /** Deepest tree, also of operators in one row. */
  public static final int MAX_DEPTH = 500;

  /** Most parentheses, calls and signs inside one another. */
  public static final int MAX_NESTING = 250;

  private final Problems problems;
  private final List<Token> tokens;

  /** Whether a text or name that is not closed took the rest, and with it what else may close. */
  private final boolean cutShort;

  private int position;
  private int depth;
  private int nesting;
  private boolean tooDeep;

  private Parser(String text, Problems problems) {
    this.problems = problems;
    this.tokens = new Lexer(text, problems).tokens();
    this.cutShort =
        problems.inOrder().stream()
            .anyMatch(problem -> problem.offset() + problem.length() == text.length());
  }

  /** The tree of a formula, or empty if the text is refused as a whole. */
  public static Optional<SyntaxNode> parse(String text, Problems problems) {
    if (text.length() > MAX_LENGTH) {
      problems.add(
          Code.TOO_LONG,
          new Span(MAX_LENGTH, text.length() - MAX_LENGTH),
          "The formula has %d characters, %d are allowed. Spread it over several columns."
              .formatted(text.length(), MAX_LENGTH));
      return Optional.empty();
    }
    int forbidden = Characters.firstForbidden(text);
    if (forbidden >= 0) {
      problems.add(
          Code.INVALID_CHARACTER,
          new Span(forbidden, 1),
          "The character U+%04X is not allowed anywhere.".formatted((int) text.charAt(forbidden)));
      return Optional.empty();
    }
    Parser parser = new Parser(text, problems);
    SyntaxNode node = parser.formula();
    return parser.tooDeep ? Optional.empty() : Optional.of(node);
  }

  private SyntaxNode formula() {
    if (peek().kind() == Kind.END && problems.isEmpty()) {
      problems.add(Code.SYNTAX, peek().span(), "The formula is empty. It could be 1 + 1.");
    }
    SyntaxNode node = operand(0);
    if (peek().kind() != Kind.END && !tooDeep) {
      unexpected(peek(), "an operator or the end of the formula");
    }
    return node;
  }

  /** An operand with the operators behind it that bind tighter than {@code binding}. */
  private SyntaxNode operand(int binding) {
    if (++depth > MAX_DEPTH || ++nesting > MAX_NESTING) {
      tooDeep(peek());
    }
    int before = depth;
    SyntaxNode left = path(prefix());
    boolean compared = false;
    Optional<Operator> operator = Operator.of(peek());
    while (operator.isPresent() && operator.get().binding() > binding && !tooDeep) {
      Token sign = advance();
      if (compared && operator.get().isComparison()) {
        chained(sign);
      }
      compared |= operator.get().isComparison();
      if (++depth > MAX_DEPTH) {
        tooDeep(sign);
      }
      left = infix(operator.get(), sign, left);
      operator = Operator.of(peek());
    }
    depth = before - 1;
    nesting--;
    return left;
  }

  private SyntaxNode infix(Operator operator, Token sign, SyntaxNode left) {
    int binding = operator == Operator.POWER ? operator.binding() - 1 : operator.binding();
    SyntaxNode right = operand(binding);
    return new SyntaxNode.Call(
        operator.sign(), sign.span(), List.of(left, right), left.span().to(right.span()));
  }

  private SyntaxNode prefix() {
    Token token = peek();
    if (tooDeep) {
      return new SyntaxNode.Missing(token.span());
    }
    if (token.is("-")) {
      advance();
      return prefixed(Operator.NEGATE, token, operand(Operator.NEGATE_BINDING - 1));
    }
    if (token.is(Operator.NOT)) {
      advance();
      return prefixed(Operator.NOT, token, operand(Operator.NOT_BINDING - 1));
    }
    if (token.is("+")) {
      problems.add(Code.SYNTAX, token.span(), "A number needs no sign '+' before it.");
      while (peek().is("+")) {
        advance();
      }
    }
    return primary();
  }

  /** The value with the path behind it. */
  private SyntaxNode path(SyntaxNode start) {
    SyntaxNode value = start;
    while (peek().is(Operator.PATH) && !tooDeep) {
      value = step(value, advance());
      if (++depth > MAX_DEPTH) {
        tooDeep(peek());
      }
    }
    return value;
  }

  private SyntaxNode step(SyntaxNode value, Token sign) {
    Token step = peek();
    boolean named = step.kind() == Kind.WORD;
    if (!named && step.kind() != Kind.TEXT && step.kind() != Kind.NUMBER) {
      unexpected(step, "a name, as in [column].field, or a number");
      return new SyntaxNode.Missing(sign.span());
    }
    advance();
    Object key = named ? step.text() : step.value();
    return new SyntaxNode.Call(
        Operator.PATH,
        sign.span(),
        List.of(value, new SyntaxNode.Literal(key, step.span())),
        value.span().to(step.span()));
  }

  private static SyntaxNode prefixed(String name, Token sign, SyntaxNode operand) {
    return new SyntaxNode.Call(name, sign.span(), List.of(operand), sign.span().to(operand.span()));
  }

  private SyntaxNode primary() {
    Token token = peek();
    return switch (token.kind()) {
      case NUMBER, TEXT -> new SyntaxNode.Literal(token.value(), advance().span());
      case REFERENCE -> {
        advance();
        yield token.value() instanceof Reference reference
            ? new SyntaxNode.Name(reference, token.span())
            : new SyntaxNode.Missing(token.span());
      }
      case WORD -> call();
      case KEYWORD -> keyword();
      case SIGN -> token.is("(") ? inParentheses() : missing();
      case END -> missing();
    };
  }

  private SyntaxNode keyword() {
    Token token = peek();
    return switch (token.text()) {
      case "True" -> new SyntaxNode.Literal(true, advance().span());
      case "False" -> new SyntaxNode.Literal(false, advance().span());
      case "Null" -> new SyntaxNode.Literal(null, advance().span());
      default -> missing();
    };
  }

  private SyntaxNode inParentheses() {
    Token open = advance();
    SyntaxNode inner = operand(0);
    close(open);
    return inner;
  }

  private SyntaxNode call() {
    Token name = advance();
    if (!peek().is("(")) {
      problems.add(
          Code.SYNTAX,
          name.span(),
          "'%s' is neither a column, which stands in brackets, nor a text, which stands in quotes,"
                  .formatted(name.text())
              + " nor a function, which is followed by '('.",
          List.of("[" + name.text() + "]", "\"" + name.text() + "\""));
      return new SyntaxNode.Missing(name.span());
    }
    Token open = advance();
    List<SyntaxNode> arguments = new ArrayList<>();
    if (!peek().is(")")) {
      arguments.add(operand(0));
      while (peek().is(",") && !tooDeep) {
        advance();
        arguments.add(operand(0));
      }
    }
    Span end = close(open);
    return new SyntaxNode.Call(name.text(), name.span(), arguments, name.span().to(end));
  }

  private Span close(Token open) {
    if (peek().is(")")) {
      return advance().span();
    }
    if (!tooDeep && peek().kind() == Kind.END) {
      if (cutShort) {
        return new Span(peek().span().offset(), 0);
      }
      problems.add(
          Code.SYNTAX,
          open.span(),
          "This parenthesis is not closed: a ')' is missing.",
          List.of(")"));
    } else if (!tooDeep) {
      unexpected(peek(), "an operator, ',' or ')'");
      skipToClosing();
    }
    return peek().is(")") ? advance().span() : new Span(peek().span().offset(), 0);
  }

  /** After an error inside parentheses, goes on where they close. */
  private void skipToClosing() {
    int open = 0;
    while (peek().kind() != Kind.END && (open > 0 || !peek().is(")"))) {
      if (peek().is("(")) {
        open++;
      } else if (peek().is(")")) {
        open--;
      }
      advance();
    }
  }

  private SyntaxNode missing() {
    Token token = peek();
    unexpected(token, "a value, a [column] or a function");
    boolean wrongOperator = Operator.of(token).isPresent();
    if (wrongOperator) {
      advance();
      return operand(Operator.NEGATE_BINDING);
    }
    return new SyntaxNode.Missing(token.span());
  }

  private void unexpected(Token token, String wanted) {
    if (problems.isEmpty() || token.kind() != Kind.END) {
      problems.add(
          Code.SYNTAX,
          token.span(),
          "Found %s where %s was expected.".formatted(token.shown(), wanted));
    }
  }

  private void chained(Token sign) {
    problems.add(
        Code.SYNTAX,
        sign.span(),
        "Comparisons cannot be chained. Use Between(value, low, high), or join two comparisons "
            + "with And.",
        List.of("Between", "And"));
  }

  private void tooDeep(Token token) {
    if (!tooDeep) {
      problems.add(
          Code.TOO_DEEP,
          token.span(),
          "The formula is nested more than %d deep, or chained over more than %d operators, here. "
                  .formatted(MAX_NESTING, MAX_DEPTH)
              + "Spread it over several columns.");
    }
    tooDeep = true;
  }

  private Token peek() {
    return tokens.get(position);
  }

  private Token advance() {
    Token token = tokens.get(position);
    if (token.kind() != Kind.END) {
      position++;
    }
    return token;
  }
}
