package dev.millrace.formula.catalogue;

import dev.millrace.formula.FunctionSignature;
import dev.millrace.formula.array.ArrayEntries;
import dev.millrace.formula.calendar.DateEntries;
import dev.millrace.formula.calendar.DatePartEntries;
import dev.millrace.formula.calendar.LookbackEntries;
import dev.millrace.formula.function.Function;
import dev.millrace.formula.variant.VariantEntries;
import dev.millrace.formula.viewer.SystemEntries;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All functions and operators. */
public final class Catalogue {
  private final List<Function> functions =
      Stream.of(
              OperatorEntries.ALL,
              LogicalEntries.ALL,
              TypeEntries.ALL,
              VariantEntries.ALL,
              TextEntries.ALL,
              TextShapeEntries.ALL,
              PatternEntries.ALL,
              MathEntries.ALL,
              RoundingEntries.ALL,
              FloatEntries.ALL,
              DateEntries.ALL,
              DatePartEntries.ALL,
              LookbackEntries.ALL,
              AggregateEntries.ALL,
              StatisticEntries.ALL,
              LevelEntries.ALL,
              WindowEntries.ALL,
              WindowEntries.FRAMED,
              ArrayEntries.ALL,
              SystemEntries.ALL)
          .flatMap(List::stream)
          .toList();
  private final Map<String, Function> byName =
      functions.stream()
          .collect(Collectors.toUnmodifiableMap(f -> key(f.name()), UnaryOperator.identity()));

  /** In the order of the categories. */
  public List<Function> functions() {
    return functions;
  }

  /** By name, whatever its case. */
  public Optional<Function> find(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /** Names that can be called. */
  public List<String> names() {
    return functions.stream().filter(f -> !f.operator()).map(Function::name).toList();
  }

  public List<FunctionSignature> signatures() {
    return functions.stream().map(Function::toSignature).toList();
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
