package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.SqlStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Patterns of any make match as RE2 matches them, here and on every warehouse. */
class RandomPatternsTest {
  private static final int PATTERNS = Integer.getInteger("millrace.random.patterns", 300);
  private static final int TEXTS = 30;
  private static final List<String> LETTERS =
      List.of("a", "a", "b", "b", "c", "A", "1", " ", "_", "\n", "é", "😀", "-");
  private static final List<String> ATOMS =
      List.of(
          "a",
          "b",
          "c",
          "a",
          "b",
          ".",
          ".",
          "[ab]",
          "[^a]",
          "[^ab\\n]",
          "\\w",
          "\\W",
          "\\d",
          "\\s",
          "\\p{Greek}",
          "(?i:a)",
          "(?s:.)",
          "[[:alpha:]]",
          "é",
          "😀",
          "\\x{1F600}",
          "\\-",
          "[a-]");
  private static final List<String> EDGES =
      List.of("^", "$", "\\b", "\\B", "\\A", "\\z", "(?m:^)", "(?m:$)");
  private static final List<String> COUNTS =
      List.of("*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{1,2}?", "{2,}", "{0,3}", "{1,}?");

  private final Language language = new Language();
  private final Random random = new Random(Long.getLong("millrace.random.seed", 3L));
  private final List<@Nullable Object> texts = texts();
  private final Rows rows = new Rows().column("T", ColumnType.TEXT.type(), texts);

  private List<@Nullable Object> texts() {
    List<@Nullable Object> all = Rows.list("", null);
    all = new ArrayList<>(all);
    while (all.size() < TEXTS) {
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(12);
      for (int i = 0; i < length; i++) {
        text.append(any(LETTERS));
      }
      all.add(text.toString());
    }
    return all;
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private String pattern(int depth) {
    StringBuilder pattern = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      if (random.nextInt(12) == 0) {
        pattern.append(any(EDGES));
        continue;
      }
      pattern.append(depth > 0 && random.nextInt(3) == 0 ? group(depth - 1) : any(ATOMS));
      pattern.append(random.nextInt(3) == 0 ? any(COUNTS) : "");
    }
    return pattern.toString();
  }

  private String group(int depth) {
    String open = random.nextInt(3) == 0 ? "(" : "(?:";
    StringBuilder group = new StringBuilder(open).append(pattern(depth));
    for (int i = random.nextInt(3); i > 0; i--) {
      group.append('|').append(pattern(depth));
    }
    return group.append(')').toString();
  }

  @Test
  void aRandomPatternMatchesTheSameEverywhere() throws Exception {
    try (DuckDb duckDb = new DuckDb();
        Postgres postgres = Postgres.start()) {
      Map<String, TruthCase.Column> columns =
          Map.of("T", new TruthCase.Column(ColumnType.TEXT, texts));
      Map<Engine, ElementQuery.Source> sources =
          Map.of(duckDb, duckDb.table(columns, TEXTS), postgres, postgres.table(columns, TEXTS));
      int compared = 0;
      for (int i = 0; i < PATTERNS; i++) {
        String pattern = pattern(2);
        List<Formula> formulas = formulas(pattern);
        here(formulas, pattern);
        for (Map.Entry<Engine, ElementQuery.Source> source : sources.entrySet()) {
          there(formulas, source.getKey(), source.getValue(), pattern);
        }
        compared += formulas.size();
      }
      assertThat(compared).isGreaterThan(PATTERNS * 2);
    }
  }

  /** Those that are not refused. */
  private List<Formula> formulas(String pattern) {
    String written = Literals.of(pattern);
    List<Formula> formulas = new ArrayList<>();
    for (String call :
        List.of(
            "RegexpMatch([T], %s)",
            "RegexpExtract([T], %s)",
            "RegexpExtract([T], %s, 2)",
            "RegexpCount([T], %s)",
            "RegexpReplace([T], %s, \"<\\0>\")",
            "RegexpReplace([T], %s, " + Literals.of("\\\\\\1{}") + ")")) {
      Checked checked = language.check(call.formatted(written), rows);
      assertThat(checked.problems())
          .as(pattern)
          .allMatch(problem -> problem.code().name().equals("INVALID_CONSTANT"));
      checked.formula().ifPresent(formulas::add);
    }
    return formulas;
  }

  /** As RE2 itself has it. */
  private void here(List<Formula> formulas, String pattern) {
    Pattern re2 = Pattern.compile(pattern);
    for (Formula formula : formulas) {
      for (int row = 0; row < TEXTS; row++) {
        if (texts.get(row) instanceof String text) {
          Object expected = expected(formula.text(), re2.matcher(text));
          assertThat(language.evaluate(formula, rows.row(row)))
              .as("%s in %s", formula.text(), text)
              .isEqualTo(expected);
        }
      }
    }
  }

  private static @Nullable Object expected(String formula, Matcher matcher) {
    if (formula.startsWith("RegexpMatch")) {
      return matcher.find();
    }
    if (formula.startsWith("RegexpCount")) {
      long count = 0;
      while (matcher.find()) {
        count++;
      }
      return count;
    }
    if (formula.startsWith("RegexpReplace")) {
      return matcher.replaceAll(formula.contains("<") ? "<$0>" : "\\\\$1{}");
    }
    boolean found = matcher.find() && (!formula.endsWith(", 2)") || matcher.find());
    String group = found ? matcher.group(Math.min(1, matcher.groupCount())) : null;
    return found && group == null ? "" : group;
  }

  private void there(
      List<Formula> formulas, Engine engine, ElementQuery.Source source, String pattern)
      throws SQLException {
    List<Computed> computed = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Formula formula : formulas) {
      names.add("f" + computed.size());
      computed.add(new Computed(names.getLast(), formula));
    }
    if (names.isEmpty()) {
      return;
    }
    SqlStatement sql =
        language.translate(
            new ElementQuery(
                source,
                computed,
                Optional.empty(),
                List.of(new ElementQuery.Sort("row", false)),
                Optional.empty(),
                Map.of(),
                names),
            engine.dialect());
    List<List<@Nullable Object>> results;
    try {
      results = engine.rows(sql);
    } catch (SQLException e) {
      throw new AssertionError(engine.dialect() + " " + pattern + "\n" + sql.text(), e);
    }
    for (int row = 0; row < TEXTS; row++) {
      for (int i = 0; i < formulas.size(); i++) {
        assertThat(results.get(row).get(i))
            .as(
                "%s: %s in %s\n%s",
                engine.dialect(), formulas.get(i).text(), texts.get(row), sql.text())
            .isEqualTo(language.evaluate(formulas.get(i), rows.row(row)));
      }
    }
  }
}
