package dev.millrace.formula.syntax;

import dev.millrace.formula.FormulaProblem;
import dev.millrace.formula.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody types in a formula, whatever is still missing or wrong in it.
 *
 * @param place what is being typed
 * @param typed the part of it before the cursor, without the quote or bracket before it
 * @param replaced what a completion takes the place of
 * @param calls the calls around, the innermost last
 */
public record Cursor(Place place, String typed, Span replaced, List<Call> calls) {
  /** What can stand at the cursor. */
  public enum Place {
    /** A column, a function, a literal. */
    VALUE,
    /** What connects a value to the next. */
    OPERATOR,
    /** A name in brackets. */
    REFERENCE,
    /** A text in quotes. */
    TEXT
  }

  /**
   * A call that is not closed before the cursor.
   *
   * @param argument of which the cursor stands in, from 0
   */
  public record Call(String function, int argument) {}

  public Cursor {
    calls = List.copyOf(calls);
  }

  /** The innermost call around. */
  public Optional<Call> call() {
    return calls.isEmpty() ? Optional.empty() : Optional.of(calls.getLast());
  }

  /**
   * Looks at a formula.
   *
   * @param offset of the cursor, from 0 to the formula's length
   */
  public static Cursor at(String formula, int offset) {
    String before = formula.substring(0, offset);
    Problems problems = new Problems();
    List<Token> tokens = new Lexer(before, problems).tokens();
    List<Call> calls = calls(tokens);
    Optional<FormulaProblem> open =
        problems.inOrder().stream()
            .filter(problem -> problem.offset() + problem.length() == offset)
            .filter(problem -> opens(before, problem))
            .findFirst();
    if (open.isPresent()) {
      int begin = open.get().offset();
      boolean text = before.charAt(begin) == '"';
      int end = closing(formula, offset, text ? '"' : ']');
      return new Cursor(
          text ? Place.TEXT : Place.REFERENCE,
          before.substring(begin + 1),
          new Span(begin, end - begin),
          calls);
    }
    Token last = tokens.size() > 1 ? tokens.get(tokens.size() - 2) : null;
    if (last == null || !isBeingTyped(last, offset)) {
      return new Cursor(place(last), "", new Span(offset, 0), calls);
    }
    Token previous = tokens.size() > 2 ? tokens.get(tokens.size() - 3) : null;
    int begin = last.span().offset();
    int end = offset;
    while (end < formula.length() && Character.isLetterOrDigit(formula.charAt(end))) {
      end++;
    }
    return new Cursor(
        place(previous), before.substring(begin), new Span(begin, end - begin), calls);
  }

  private static boolean isBeingTyped(Token token, int offset) {
    return token.span().end() == offset
        && (token.kind() == Kind.WORD || token.kind() == Kind.KEYWORD);
  }

  /** Whether the problem is a text or a name that has no end. */
  private static boolean opens(String before, FormulaProblem problem) {
    char first = before.charAt(problem.offset());
    return first == '"' || first == '[';
  }

  /** Behind the closing sign, if nothing else begins before it. */
  private static int closing(String formula, int offset, char sign) {
    for (int i = offset; i < formula.length(); i++) {
      char c = formula.charAt(i);
      if (c == sign) {
        return i + 1;
      }
      if (!Character.isLetterOrDigit(c) && " /_-".indexOf(c) < 0) {
        return offset;
      }
    }
    return offset;
  }

  private static Place place(@Nullable Token before) {
    if (before == null) {
      return Place.VALUE;
    }
    return switch (before.kind()) {
      case NUMBER, TEXT, REFERENCE, WORD -> Place.OPERATOR;
      case KEYWORD ->
          before.is("And") || before.is("Or") || before.is("Not") ? Place.VALUE : Place.OPERATOR;
      case SIGN -> before.is(")") ? Place.OPERATOR : Place.VALUE;
      case END -> Place.VALUE;
    };
  }

  private static List<Call> calls(List<Token> tokens) {
    Deque<Call> open = new ArrayDeque<>();
    Token previous = null;
    for (Token token : tokens) {
      if (token.is("(")) {
        open.addLast(
            new Call(previous != null && previous.kind() == Kind.WORD ? previous.text() : "", 0));
      } else if (token.is(")") && !open.isEmpty()) {
        open.removeLast();
      } else if (token.is(",") && !open.isEmpty()) {
        Call call = open.removeLast();
        open.addLast(new Call(call.function(), call.argument() + 1));
      }
      previous = token;
    }
    return open.stream().filter(call -> !call.function().isEmpty()).toList();
  }
}
