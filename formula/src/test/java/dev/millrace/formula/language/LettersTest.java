package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import dev.millrace.formula.language.Postgres.Locale;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Upper, Lower and Trim mean the same for every letter, here and on every warehouse. */
class LettersTest {
  private static final int BLOCK = 4096;

  /**
   * These came, or got their capitals, with Unicode 16, which DuckDB and Java may not both know.
   */
  private static final Set<Integer> NEW_LETTERS =
      Stream.concat(
              Stream.of(
                  0x019B, 0x0264, 0x1C89, 0x1C8A, 0xA7CB, 0xA7CC, 0xA7CD, 0xA7DA, 0xA7DB, 0xA7DC),
              IntStream.rangeClosed(0x10D50, 0x10D85).boxed())
          .collect(Collectors.toSet());

  private final Language language = new Language();
  private final Rows scope = new Rows();

  interface Opening {
    Engine open() throws SQLException;
  }

  private static Arguments engine(String name, Opening opening, Set<Integer> unknown) {
    return Arguments.of(Named.of(name, opening), unknown);
  }

  static Stream<Arguments> engines() {
    return Stream.of(
        engine("DuckDB", DuckDb::new, NEW_LETTERS),
        engine("PostgreSQL with ICU", () -> Postgres.start(Locale.UNFRIENDLY), Set.of()),
        engine("PostgreSQL without", () -> Postgres.start(Locale.WITHOUT_LETTERS), Set.of()),
        engine("PostgreSQL with UTF-8", () -> Postgres.start(Locale.OF_THE_SYSTEM), Set.of()));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void everyLetterHasTheSameCase(Opening opening, Set<Integer> unknown) throws SQLException {
    List<@Nullable Object> letters = new ArrayList<>();
    for (int codePoint = 1; codePoint <= 0x1_FFFF; codePoint++) {
      if (Character.isLetter(codePoint) && !unknown.contains(codePoint) && hasCase(codePoint)) {
        letters.add(Character.toString(codePoint));
      }
    }
    scope.column("A", ValueType.TEXT, letters);
    List<Formula> formulas =
        Stream.of("Upper([A])", "Lower([A])", "Trim([A])", "[A] < \"m\"")
            .map(text -> language.check(text, scope).formula().orElseThrow())
            .toList();
    try (Engine engine = opening.open()) {
      for (int from = 0; from < letters.size(); from += BLOCK) {
        compare(engine, formulas, letters, from, Math.min(from + BLOCK, letters.size()));
      }
    }
  }

  /** All that could have one, in the plane of most writing; above it, what has one. */
  private static boolean hasCase(int codePoint) {
    return codePoint < 0x1_0000
        || Character.toUpperCase(codePoint) != codePoint
        || Character.toLowerCase(codePoint) != codePoint;
  }

  private void compare(
      Engine engine, List<Formula> formulas, List<@Nullable Object> letters, int from, int to)
      throws SQLException {
    Map<String, TruthCase.Column> columns =
        Map.of("A", new TruthCase.Column(ColumnType.TEXT, letters.subList(from, to)));
    ElementQuery.Source source = engine.table(columns, to - from);
    List<Computed> computed = new ArrayList<>();
    for (Formula formula : formulas) {
      computed.add(new Computed(formula.text(), formula));
    }
    ElementQuery query =
        new ElementQuery(
            source,
            computed,
            Optional.empty(),
            List.of(new ElementQuery.Sort("row", false)),
            Optional.empty(),
            Map.of(),
            formulas.stream().map(Formula::text).toList());
    List<List<@Nullable Object>> rows = engine.rows(language.translate(query, engine.dialect()));
    List<String> differences = new ArrayList<>();
    for (int row = 0; row < rows.size(); row++) {
      for (int i = 0; i < formulas.size(); i++) {
        Object here = language.evaluate(formulas.get(i), scope.row(from + row));
        if (!Same.same(here, rows.get(row).get(i))) {
          differences.add(
              "%s of U+%04X: here %s, there %s"
                  .formatted(
                      formulas.get(i).text(),
                      ((String) Objects.requireNonNull(letters.get(from + row))).codePointAt(0),
                      here,
                      rows.get(row).get(i)));
        }
      }
    }
    assertThat(differences).isEmpty();
  }
}
