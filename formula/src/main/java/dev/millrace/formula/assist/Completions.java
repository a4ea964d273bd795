package dev.millrace.formula.assist;

import dev.millrace.formula.Scope;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.assist.Completion.Candidate;
import dev.millrace.formula.assist.Completion.Kind;
import dev.millrace.formula.assist.Completion.OpenCall;
import dev.millrace.formula.catalogue.Catalogue;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.function.Parameter;
import dev.millrace.formula.function.Result;
import dev.millrace.formula.syntax.Cursor;
import dev.millrace.formula.syntax.Quoted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds what could stand at a cursor. */
public final class Completions {
  private static final int UNFIT = 9;
  private static final List<String> VALUES = List.of("True", "False", "Null", "Not");
  private static final List<String> OPERATORS = List.of("And", "Or");

  private final Catalogue catalogue;
  private final Scope scope;
  private final Cursor cursor;
  private final Optional<Parameter> wanted;

  private Completions(Catalogue catalogue, Scope scope, Cursor cursor) {
    this.catalogue = catalogue;
    this.scope = scope;
    this.cursor = cursor;
    this.wanted =
        cursor
            .call()
            .flatMap(call ->
                catalogue
                    .find(call.function())
                    .flatMap(function -> function.parameters().at(call.argument())));
  }

  /**
   * What could stand at the offset of a formula.
   *
   * @param offset in UTF-16 characters, from 0 to the formula's length
   */
  public static Completion of(Catalogue catalogue, String formula, int offset, Scope scope) {
    Completions completions = new Completions(catalogue, scope, Cursor.at(formula, offset));
    return new Completion(
        completions.cursor.replaced().offset(),
        completions.cursor.replaced().length(),
        completions.candidates(),
        completions.cursor.call().flatMap(completions::open));
  }

  private Optional<OpenCall> open(Cursor.Call call) {
    return catalogue
        .find(call.function())
        .map(function ->
            new OpenCall(function.name(), function.signature(), function.help(), call.argument()));
  }

  private List<Candidate> candidates() {
    Stream<Candidate> all =
        switch (cursor.place()) {
          case VALUE -> Stream.of(columns(), functions(), keywords(VALUES)).flatMap(s -> s);
          case OPERATOR -> keywords(OPERATORS);
          case REFERENCE -> columns();
          case TEXT -> choices();
        };
    List<Candidate> sorted = new ArrayList<>(all.toList());
    sorted.removeIf(candidate -> rank(candidate) >= UNFIT);
    Comparator<Candidate> order = Comparator.comparingInt(this::rank);
    sorted.sort(
        cursor.typed().isEmpty()
            ? order
            : order.thenComparingInt(candidate -> name(candidate).length()));
    return sorted.stream().limit(Completion.MOST).toList();
  }

  private Stream<Candidate> columns() {
    return scope.known().stream()
        .map(name -> {
          String written = Quoted.literal(name);
          Optional<ValueType> type = scope.resolve(name).map(Scope.Binding::type);
          return new Candidate(Kind.COLUMN, written, written, "", type);
        })
        .distinct();
  }

  private Stream<Candidate> functions() {
    return catalogue.functions().stream()
        .filter(function -> !function.operator())
        .map(function ->
            new Candidate(
                Kind.FUNCTION,
                function.name() + "(",
                function.signature(),
                function.help(),
                type(function)));
  }

  private static Optional<ValueType> type(Function function) {
    return function.result() instanceof Result.Always(ValueType type)
        ? Optional.of(type)
        : Optional.empty();
  }

  private static Stream<Candidate> keywords(List<String> words) {
    return words.stream()
        .map(word -> new Candidate(Kind.KEYWORD, word, word, "", Optional.empty()));
  }

  private Stream<Candidate> choices() {
    return wanted.stream()
        .flatMap(parameter -> parameter.choices().stream())
        .map(choice ->
            new Candidate(
                Kind.CHOICE, '"' + choice + '"', choice, "", Optional.of(ValueType.TEXT)));
  }

  /** Without brackets and arguments, in lower case. */
  private static String name(Candidate candidate) {
    return candidate.label().replaceAll("^\\[|[(\\]].*$", "").toLowerCase(Locale.ROOT);
  }

  /** The less the better: how it begins, then whether its type fits, then columns first. */
  private int rank(Candidate candidate) {
    String typed = cursor.typed().toLowerCase(Locale.ROOT);
    String name = name(candidate);
    String last = name.substring(name.lastIndexOf('/') + 1);
    int match;
    if (name.startsWith(typed) || last.startsWith(typed)) {
      match = 0;
    } else if (name.contains(typed)) {
      match = 4;
    } else {
      return UNFIT;
    }
    Set<ValueType> types = wanted.map(Parameter::types).orElse(Set.of());
    boolean fits = types.isEmpty() || candidate.type().map(types::contains).orElse(true);
    return match + (fits ? 0 : 2) + (candidate.kind() == Kind.COLUMN ? 0 : 1);
  }
}
