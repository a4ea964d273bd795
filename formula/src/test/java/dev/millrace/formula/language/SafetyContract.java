package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.SqlStatement;
import dev.millrace.formula.SqlStatement.ResultColumn;
import dev.millrace.formula.ValueType;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Text, names and values go through the language and the warehouse unchanged. */
abstract class SafetyContract {
  private final Engines engines;

  SafetyContract(Engines engines) {
    this.engines = engines;
  }

  private static final int BATCH = 100;
  private final Language language = new Language();
  private final Random random = new Random(7);

  private List<String> texts(int count) {
    List<String> texts = new ArrayList<>(Hostile.KNOWN);
    while (texts.size() < count) {
      texts.add(Hostile.text(random));
    }
    return texts;
  }

  @Test
  void aLiteralMeansTheValueItWasMadeFrom() {
    List<@Nullable Object> values = new ArrayList<>(texts(2_000));
    values.addAll(
        Rows.list(
            null,
            true,
            false,
            0L,
            -1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            new BigDecimal("-0.5"),
            new BigDecimal("12345678901234567890.12"),
            0.1,
            -1e300,
            4.9e-324,
            1e21,
            123.0,
            LocalDateTime.of(2024, 2, 29, 10, 20, 30, 123_456_000),
            LocalDateTime.of(1, 1, 1, 0, 0)));
    for (Object value : values) {
      Formula formula =
          language.check(language.literal(value), Scope.empty()).formula().orElseThrow();

      assertThat(language.evaluate(formula, new Rows().row(0))).isEqualTo(value);
    }
  }

  @Test
  void textLiteralsReachTheWarehouseUnchanged() throws SQLException {
    List<String> texts = texts(4 * BATCH);
    try (Engine engine = engines.open()) {
      Source source = engine.table(Map.of(), 1);
      for (int from = 0; from < texts.size(); from += BATCH) {
        List<String> batch = texts.subList(from, from + BATCH);
        List<Computed> computed = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (String text : batch) {
          names.add("column " + names.size());
          computed.add(new Computed(names.getLast(), formula(language.literal(text), new Rows())));
        }
        SqlStatement sql = language.translate(query(source, computed, names), engine.dialect());

        assertThat(engine.rows(sql).getFirst()).isEqualTo(batch);
      }
    }
  }

  @Test
  void parametersReachTheWarehouseUnchanged() throws SQLException {
    Reference control = Reference.of("Control", "x");
    Rows scope = new Rows().with(control, ValueType.TEXT, Extent.SINGLE, List.of());
    Formula formula = formula("[Control/x] & [Control/x]", scope);
    try (Engine engine = engines.open()) {
      Source source = engine.table(Map.of(), 1);
      for (String text : texts(200)) {
        ElementQuery query =
            new ElementQuery(
                source,
                List.of(new Computed("twice", formula)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(control, text),
                List.of("twice"));
        SqlStatement sql = language.translate(query, engine.dialect());

        assertThat(text.length() < 4 || !sql.text().contains(text)).isTrue();
        assertThat(engine.rows(sql).getFirst().getFirst()).isEqualTo(text + text);
      }
    }
  }

  @Test
  void namesOfTablesAndColumnsReachTheWarehouseUnchanged() throws SQLException {
    try (Engine engine = engines.open()) {
      for (String name : texts(200)) {
        // PostgreSQL cuts names at 63 bytes; a workbook has none that are longer.
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > 63) {
          continue;
        }
        engine.execute(
            "CREATE TABLE " + Engine.quote(name) + " (" + Engine.quote(name) + " BIGINT)");
        engine.execute("INSERT INTO " + Engine.quote(name) + " VALUES (41)");
        Source source =
            new Source(List.of(name), List.of(new SourceColumn(name, name, ColumnType.INTEGER)));
        Rows scope = new Rows().column(name, ValueType.NUMBER, List.of());
        String reference =
            "[" + name.replace("\\", "\\\\").replace("]", "\\]").replace("/", "\\/") + "]";
        boolean blank = name.isBlank();
        Formula formula = formula(blank ? "41 + 1" : reference + " + 1", scope);
        String computed = name + "+";
        SqlStatement sql =
            language.translate(
                query(source, List.of(new Computed(computed, formula)), List.of(computed, name)),
                engine.dialect());

        assertThat(sql.columns()).extracting(ResultColumn::name).containsExactly(computed, name);
        assertThat(engine.rows(sql)).hasSize(1);
        assertThat(Same.same(engine.rows(sql).getFirst().getFirst(), 42L)).isTrue();
        engine.execute("DROP TABLE " + Engine.quote(name));
      }
    }
  }

  @Test
  void nulInANameIsRefused() {
    Source source =
        new Source(List.of("t"), List.of(new SourceColumn("a", "a\u0000b", ColumnType.TEXT)));

    assertThatExceptionOfType(FormulaException.class)
        .isThrownBy(
            () -> language.translate(query(source, List.of(), List.of()), Dialect.POSTGRESQL))
        .satisfies(e -> assertThat(e.problem().code().name()).isEqualTo("INVALID_CHARACTER"));
  }

  private Formula formula(String text, Rows scope) {
    return language.check(text, scope).formula().orElseThrow();
  }

  private static ElementQuery query(Source source, List<Computed> computed, List<String> show) {
    return new ElementQuery(
        source, computed, Optional.empty(), List.of(), Optional.empty(), Map.of(), show);
  }
}
