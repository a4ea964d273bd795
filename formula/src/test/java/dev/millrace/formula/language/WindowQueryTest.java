package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.ValueType;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Functions that look at rows around, in queries whose pages have an order of their own. */
class WindowQueryTest {
  private final Language language = new Language();
  private final Rows scope =
      new Rows()
          .column("A", ValueType.NUMBER, List.of())
          .column("Key", ValueType.NUMBER, List.of())
          .column("Running", ValueType.NUMBER, List.of());

  private Formula formula(String text) {
    return language.check(text, scope).formula().orElseThrow();
  }

  private ElementQuery query(
      ElementQuery.Source source, List<Computed> computed, List<Sort> sort, List<Sort> order) {
    return new ElementQuery(
        source,
        computed,
        Optional.empty(),
        sort,
        Optional.of(new ElementQuery.Page(0, 2)),
        Map.of(),
        List.of("A", "Running"),
        order,
        List.of());
  }

  private static Map<String, TruthCase.Column> columns() {
    Map<String, TruthCase.Column> columns = new LinkedHashMap<>();
    columns.put("A", new TruthCase.Column(ColumnType.INTEGER, Rows.list(1L, 2L, 3L)));
    return columns;
  }

  @Test
  void thePageMayBeSortedByWhatLooksAtRowsInTheirOwnOrder() throws SQLException {
    try (DuckDb duckDb = new DuckDb();
        Postgres postgres = Postgres.start()) {
      for (Engine engine : List.of(duckDb, postgres)) {
        ElementQuery query =
            query(
                engine.table(columns(), 3),
                List.of(new Computed("Running", formula("CumulativeSum([A])"))),
                List.of(new Sort("Running", true)),
                List.of(new Sort("row", false)));

        assertThat(texts(engine, query))
            .as(engine.dialect().name())
            .containsExactly(row("3", "6"), row("2", "3"));
      }
    }
  }

  @Test
  void theOrderMayBeAComputedColumn() throws SQLException {
    try (DuckDb engine = new DuckDb()) {
      ElementQuery query =
          query(
              engine.table(columns(), 3),
              List.of(
                  new Computed("Running", formula("CumulativeSum([A])")),
                  new Computed("Key", formula("-[A]"))),
              List.of(new Sort("row", false)),
              List.of(new Sort("Key", false)));

      assertThat(texts(engine, query)).containsExactly(row("1", "6"), row("2", "5"));
    }
  }

  @Test
  void aggregatesAndRowsAroundStayWithinTheirGroup() throws SQLException {
    try (DuckDb duckDb = new DuckDb();
        Postgres postgres = Postgres.start()) {
      for (Engine engine : List.of(duckDb, postgres)) {
        Map<String, TruthCase.Column> columns = columns();
        columns.put("G", new TruthCase.Column(ColumnType.TEXT, Rows.list("x", null, "x")));
        ElementQuery.Source source = engine.table(columns, 3);
        Map<String, String> expected =
            Map.of(
                "CumulativeSum([A])", "1 2 4",
                "Sum([A])", "4 2 4",
                "CountDistinct([A])", "2 1 2",
                "Median([A])", "2 2 2",
                "FillDown([A])", "1 2 3",
                "RowNumber([A], \"desc\")", "2 1 1",
                "LastNonNull([A])", "3 2 3",
                "Lag([A])", "null null 1");
        for (Map.Entry<String, String> row : expected.entrySet()) {
          ElementQuery query =
              new ElementQuery(
                  source,
                  List.of(new Computed("Running", formula(row.getKey()))),
                  Optional.empty(),
                  List.of(new Sort("row", false)),
                  Optional.empty(),
                  Map.of(),
                  List.of("Running"),
                  List.of(new Sort("row", false)),
                  List.of("G"));

          assertThat(
                  texts(engine, query).stream()
                      .map(List::getFirst)
                      .map(text -> text.replaceFirst("[.]0*$", "")))
              .as("%s on %s", row.getKey(), engine.dialect())
              .containsExactly(row.getValue().split(" "));
        }
      }
    }
  }

  @Test
  void anOrderThatDependsOnItselfIsRefused() throws SQLException {
    try (DuckDb engine = new DuckDb()) {
      ElementQuery query =
          query(
              engine.table(columns(), 3),
              List.of(new Computed("Running", formula("CumulativeSum([A])"))),
              List.of(),
              List.of(new Sort("Running", false)));

      assertThatThrownBy(() -> language.translate(query, engine.dialect()))
          .isInstanceOfSatisfying(
              FormulaException.class,
              refused -> assertThat(refused.problem().code()).isEqualTo(Code.CIRCULAR));
    }
  }

  @Test
  void rowsWithoutAnOrderHaveNoRowBefore() throws SQLException {
    try (DuckDb engine = new DuckDb()) {
      ElementQuery query =
          query(
              engine.table(columns(), 3),
              List.of(new Computed("Running", formula("Lag([A])"))),
              List.of(),
              List.of());

      assertThatThrownBy(() -> language.translate(query, engine.dialect()))
          .isInstanceOf(FormulaException.class)
          .hasMessageContaining("order");
    }
  }

  /** Engines give sums in types of their own. */
  private List<List<String>> texts(Engine engine, ElementQuery query) throws SQLException {
    return engine.rows(language.translate(query, engine.dialect())).stream()
        .map(row -> row.stream().map(String::valueOf).toList())
        .toList();
  }

  private static List<String> row(String a, String running) {
    return List.of(a, running);
  }
}
