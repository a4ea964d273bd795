package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.ValueType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Upper, Lower and Len mean the same for every letter that Java and DuckDB both know. */
class LettersTest {
  private static final int BLOCK = 4096;

  /** These came, or got their capitals, with Unicode 16, which not every Java knows. */
  private static final Set<Integer> NEW_LETTERS =
      Set.of(0x019B, 0x0264, 0x1C89, 0x1C8A, 0xA7CB, 0xA7CC, 0xA7CD, 0xA7DA, 0xA7DB, 0xA7DC);

  private final Language language = new Language();
  private final Rows scope = new Rows();

  @Test
  void everyLetterOfTheBasicPlaneHasTheSameCaseHereAndOnDuckDb() throws SQLException {
    List<@Nullable Object> letters = new ArrayList<>();
    for (int codePoint = 1; codePoint < 0x1_0000; codePoint++) {
      if (Character.isLetter(codePoint) && !NEW_LETTERS.contains(codePoint)) {
        letters.add(Character.toString(codePoint));
      }
    }
    scope.column("A", ValueType.TEXT, letters);
    List<Formula> formulas =
        Stream.of("Upper([A])", "Lower([A])", "Trim([A])", "[A] < \"m\"")
            .map(text -> language.check(text, scope).formula().orElseThrow())
            .toList();
    try (DuckDb duckDb = new DuckDb()) {
      for (int from = 0; from < letters.size(); from += BLOCK) {
        compare(duckDb, formulas, letters, from, Math.min(from + BLOCK, letters.size()));
      }
    }
  }

  private void compare(
      DuckDb duckDb, List<Formula> formulas, List<@Nullable Object> letters, int from, int to)
      throws SQLException {
    Map<String, TruthCase.Column> columns =
        Map.of("A", new TruthCase.Column(ColumnType.TEXT, letters.subList(from, to)));
    ElementQuery.Source source = duckDb.table(columns, to - from);
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
    List<List<@Nullable Object>> rows = duckDb.rows(language.translate(query, Dialect.DUCKDB));
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
