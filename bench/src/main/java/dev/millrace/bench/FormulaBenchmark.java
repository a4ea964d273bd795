package dev.millrace.bench;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Page;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a formula costs from its text to its value, or to SQL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class FormulaBenchmark {
  private static final String CLAIM =
      "If([Cost] > [Control/threshold] And Contains(Upper([City]), \"A\"), "
          + "Round([Cost] * 1.19, 2), Zn([Cost]))";
  private static final int COLUMNS = 50;

  private final Formulas formulas = new Language();
  private final Strikes strikes = new Strikes();
  private final Formula claim = checked(CLAIM);
  private final List<String> fifty = fifty();

  private static List<String> fifty() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < COLUMNS; i++) {
      texts.add("If([Cost] > %d, [Cost] * %d, [Hours] - %d)".formatted(i, i + 1, i));
    }
    return texts;
  }

  private Formula checked(String text) {
    return formulas.check(text, strikes).formula().orElseThrow();
  }

  /** One row formula, from its text to SQL; target 300 µs. */
  @Benchmark
  public SqlStatement checkAndTranslateARowFormula() {
    return translated(List.of(CLAIM));
  }

  /** An element of fifty computed columns, from their texts to SQL; target 3 ms. */
  @Benchmark
  public SqlStatement checkAndTranslateFiftyColumns() {
    return translated(fifty);
  }

  /** The value of a checked formula; target 100 µs. */
  @Benchmark
  public @Nullable Object evaluateHere() {
    return formulas.evaluate(claim, strikes);
  }

  /** From its text to its value. */
  @Benchmark
  public @Nullable Object checkAndEvaluateHere() {
    return formulas.evaluate(checked(CLAIM), strikes);
  }

  private SqlStatement translated(List<String> texts) {
    List<Computed> computed = new ArrayList<>();
    for (String text : texts) {
      computed.add(new Computed("column " + computed.size(), checked(text)));
    }
    Source source =
        new Source(
            List.of("main", "strikes"),
            List.of(
                new SourceColumn("Cost", "cost", ColumnType.DECIMAL),
                new SourceColumn("Hours", "hours", ColumnType.INTEGER),
                new SourceColumn("City", "city", ColumnType.TEXT)));
    return formulas.translate(
        new ElementQuery(
            source,
            computed,
            Optional.empty(),
            List.of(new Sort("Cost", true)),
            Optional.of(new Page(0, 200)),
            Map.of(Strikes.THRESHOLD, 100_000L),
            List.of()),
        Dialect.DUCKDB);
  }
}
