package dev.millrace.formula.check;

import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.function.Constants;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.function.Result;
import dev.millrace.formula.syntax.Problems;
import dev.millrace.formula.syntax.Span;
import dev.millrace.formula.tree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Whether arguments fit their places. Nothing is converted: what would convert is offered. */
final class Types {
  private static final long MOST_ROWS = 1_000_000_000;
  private final String text;
  private final Problems problems;

  Types(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
  }

  /**
   * The typed call, or empty if a problem was reported. A choice among Nulls alone is Null, which
   * fits every type.
   */
  Optional<Node> call(Function function, Span sign, List<Node> arguments, Span span) {
    List<Parameter> places = function.parameters().places(arguments.size());
    Map<Integer, ValueType> shared = shared(places, arguments);
    List<Node> typed = new ArrayList<>();
    boolean fits = true;
    for (int i = 0; i < arguments.size(); i++) {
      Parameter place = places.get(i);
      Node argument = arguments.get(i);
      if (isNull(argument)) {
        ValueType type =
            shared.getOrDefault(
                place.sharing(), place.types().stream().sorted().findFirst().orElseThrow());
        typed.add(new Node.Literal(null, type, argument.span()));
        fits &= !place.isKnown() || constant(place, argument);
      } else {
        typed.add(argument);
        fits &= fits(function, sign, place, argument, arguments, shared);
      }
    }
    return fits && canBeUsed(function, typed)
        ? Optional.of(typed(function, typed, shared, span))
        : Optional.empty();
  }

  private boolean canBeUsed(Function function, List<Node> arguments) {
    List<@Nullable Object> written = new ArrayList<>();
    for (Node argument : arguments) {
      written.add(argument instanceof Node.Literal literal ? literal.value() : null);
    }
    Optional<Constants.Unfit> unfit = function.constants().unfit(written);
    unfit.ifPresent(found ->
        problems.add(
            Code.INVALID_CONSTANT,
            arguments.get(found.argument()).span(),
            found.message(),
            List.of()));
    return unfit.isEmpty();
  }

  private static Node typed(
      Function function, List<Node> arguments, Map<Integer, ValueType> shared, Span span) {
    if (function.result() instanceof Result.Shared(int sharing)
        && !shared.containsKey(sharing)
        && !function.isAggregate()) {
      return new Node.Literal(null, ValueType.TEXT, span);
    }
    ValueType type =
        switch (function.result()) {
          case Result.Always always -> always.type();
          case Result.Shared(int group) -> shared.getOrDefault(group, ValueType.TEXT);
        };
    return new Node.Call(function, arguments, type, span);
  }

  /** The type of each group of arguments that must have one: that of its first value. */
  private static Map<Integer, ValueType> shared(List<Parameter> places, List<Node> arguments) {
    Map<Integer, ValueType> shared = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      if (places.get(i).sharing() > 0 && !isNull(arguments.get(i))) {
        shared.putIfAbsent(places.get(i).sharing(), arguments.get(i).type());
      }
    }
    return shared;
  }

  static boolean isNull(Node node) {
    return node instanceof Node.Literal literal && literal.value() == null;
  }

  private boolean fits(
      Function function,
      Span sign,
      Parameter place,
      Node argument,
      List<Node> arguments,
      Map<Integer, ValueType> shared) {
    ValueType found = argument.type();
    if (!place.types().contains(found)) {
      mismatch(function, sign, argument, place.types().stream().sorted().toList(), arguments);
      return false;
    }
    ValueType wanted = shared.getOrDefault(place.sharing(), found);
    if (wanted != found) {
      mismatch(function, sign, argument, List.of(wanted), arguments);
      return false;
    }
    return !place.isKnown() || constant(place, argument);
  }

  private boolean constant(Parameter place, Node argument) {
    boolean literal = argument instanceof Node.Literal && !isNull(argument);
    boolean chosen =
        place.choices().isEmpty()
            || (argument instanceof Node.Literal value
                && value.value() instanceof String word
                && place.choices().contains(word));
    if (literal && chosen && inRange(place, (Node.Literal) argument)) {
      return true;
    }
    List<String> choices = place.choices().stream().map(word -> '"' + word + '"').toList();
    problems.add(
        Code.CONSTANT_REQUIRED,
        argument.span(),
        choices.isEmpty()
            ? "The %s must be written here as a %s, so that it is known beforehand."
                .formatted(place.name(), range(place))
            : "The %s must be one of %s.".formatted(place.name(), String.join(", ", choices)),
        choices);
    return false;
  }

  /** A count of rows is whole and not too large to count with. */
  private static boolean inRange(Parameter place, Node.Literal literal) {
    Object value = literal.value();
    return switch (place.use()) {
      case ROWS -> value instanceof Long rows && rows >= 0 && rows <= MOST_ROWS;
      case ORDINAL -> value instanceof Long which && which >= 1 && which <= MOST_ROWS;
      case PART ->
          value instanceof Number part && part.doubleValue() >= 0 && part.doubleValue() <= 1;
      case CONSTANT, VALUE, COUNT -> true;
    };
  }

  private static String range(Parameter place) {
    return switch (place.use()) {
      case ROWS -> "whole number from 0";
      case ORDINAL -> "whole number from 1";
      case PART -> "number from 0 to 1";
      case CONSTANT, VALUE, COUNT -> place.types().contains(ValueType.TEXT) ? "text" : "number";
    };
  }

  private void mismatch(
      Function function, Span sign, Node argument, List<ValueType> wanted, List<Node> arguments) {
    List<String> offers =
        dayAdded(function, argument, arguments)
            .map(List::of)
            .orElseGet(() ->
                wanted.stream()
                    .flatMap(type -> conversion(type, argument).stream())
                    .limit(2)
                    .toList());
    String types = wanted.stream().map(Types::shown).collect(Collectors.joining(" or "));
    String offer = offers.isEmpty() ? "" : " " + String.join(" or ", offers) + " would work.";
    problems.add(
        Code.TYPE,
        argument.span(),
        "%s wants %s here, but this is %s.%s"
            .formatted(name(function, sign), types, shown(argument.type()), offer),
        offers);
  }

  private String name(Function function, Span sign) {
    return function.operator()
        ? "'" + text.substring(sign.offset(), sign.end()) + "'"
        : function.name();
  }

  /** {@code [Date] + 1} is the one conversion that is another function. */
  private Optional<String> dayAdded(Function function, Node argument, List<Node> arguments) {
    boolean sum = function.name().equals("+") || function.name().equals("-");
    if (!sum || argument.type() != ValueType.DATE || arguments.size() != 2) {
      return Optional.empty();
    }
    Node other =
        arguments.get(0).span().equals(argument.span()) ? arguments.get(1) : arguments.get(0);
    if (other.type() == ValueType.DATE) {
      return Optional.of(
          "DateDiff(\"day\", %s, %s)"
              .formatted(written(arguments.get(1)), written(arguments.get(0))));
    }
    String minus = function.name().equals("-") ? "-" : "";
    return other.type() == ValueType.NUMBER
        ? Optional.of(
            "DateAdd(\"day\", %s, %s)".formatted(minus + written(other), written(argument)))
        : Optional.empty();
  }

  private Optional<String> conversion(ValueType wanted, Node argument) {
    String written = written(argument);
    ValueType found = argument.type();
    return switch (wanted) {
      case TEXT -> textOf(found, written);
      case NUMBER ->
          found == ValueType.TEXT || found == ValueType.LOGICAL || found == ValueType.VARIANT
              ? Optional.of("Number(" + written + ")")
              : Optional.empty();
      case DATE ->
          found == ValueType.TEXT || found == ValueType.NUMBER || found == ValueType.VARIANT
              ? Optional.of("Date(" + written + ")")
              : Optional.empty();
      case LOGICAL ->
          found == ValueType.TEXT || found == ValueType.NUMBER || found == ValueType.VARIANT
              ? Optional.of("Logical(" + written + ")")
              : Optional.empty();
      case VARIANT ->
          found == ValueType.TEXT ? Optional.of("Json(" + written + ")") : Optional.empty();
      case GEOGRAPHY, ARRAY -> Optional.empty();
    };
  }

  private static Optional<String> textOf(ValueType found, String written) {
    return switch (found) {
      case NUMBER, DATE, LOGICAL, VARIANT -> Optional.of("Text(" + written + ")");
      case TEXT, GEOGRAPHY, ARRAY -> Optional.empty();
    };
  }

  private String written(Node node) {
    return text.substring(node.span().offset(), node.span().end());
  }

  static String shown(ValueType type) {
    return type.name().charAt(0) + type.name().substring(1).toLowerCase(Locale.ROOT);
  }
}
