package dev.millrace.formula.syntax;

import java.util.Arrays;
import java.util.Optional;

/** The operators, with what binds tighter by the higher number. */
public enum Operator {
  OR("Or", 1),
  AND("And", 2),
  EQUAL("=", 4),
  NOT_EQUAL("!=", 4),
  LESS("<", 4),
  LESS_OR_EQUAL("<=", 4),
  GREATER(">", 4),
  GREATER_OR_EQUAL(">=", 4),
  JOIN("&", 5),
  ADD("+", 6),
  SUBTRACT("-", 6),
  MULTIPLY("*", 7),
  DIVIDE("/", 7),
  REMAINDER("%", 7),
  POWER("^", 9);

  /** Name of the prefix operator Not, which binds looser than a comparison. */
  public static final String NOT = "Not";

  /** Name of the step into a value of JSON. */
  public static final String PATH = ".";

  /** Name of the prefix minus. No one can type it as a function. */
  public static final String NEGATE = "unary -";

  static final int NOT_BINDING = 3;
  static final int NEGATE_BINDING = 8;

  private final String sign;
  private final int binding;

  Operator(String sign, int binding) {
    this.sign = sign;
    this.binding = binding;
  }

  public String sign() {
    return sign;
  }

  int binding() {
    return binding;
  }

  boolean isComparison() {
    return binding == EQUAL.binding;
  }

  static Optional<Operator> of(Token token) {
    return switch (token.kind()) {
      case SIGN, KEYWORD ->
          Arrays.stream(values())
              .filter(operator -> operator.sign.equals(token.text()))
              .findFirst();
      default -> Optional.empty();
    };
  }
}
