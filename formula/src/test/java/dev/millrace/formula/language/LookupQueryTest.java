package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope.Extent;
import dev.millrace.formula.ValueType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Elements that look into others, which filter, compute, sort and look further themselves. */
class LookupQueryTest {
  private static final List<Engine> ENGINES = open();
  private final Language language = new Language();

  /** Orders 1, 2, 3 of goods "x", "y", "x"; prices of "x": 5 and 7, of "y": 9. */
  private final Rows orders =
      new Rows()
          .column("Good", ValueType.TEXT, List.of())
          .column("Price", ValueType.NUMBER, List.of())
          .with(Reference.of("Prices", "Good"), ValueType.TEXT, Extent.ROWS, List.of())
          .with(Reference.of("Prices", "Price"), ValueType.NUMBER, Extent.ROWS, List.of())
          .with(Reference.of("Prices", "Twice"), ValueType.NUMBER, Extent.ROWS, List.of())
          .with(Reference.of("Orders", "Good"), ValueType.TEXT, Extent.ROWS, List.of())
          .with(Reference.of("Orders", "Price"), ValueType.NUMBER, Extent.ROWS, List.of());

  private static List<Engine> open() {
    try {
      return List.of(new DuckDb(), Postgres.start());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @AfterAll
  static void close() throws SQLException {
    for (Engine engine : ENGINES) {
      engine.close();
    }
  }

  private Formula formula(String text) {
    return language.check(text, orders).formula().orElseThrow();
  }

  private Computed computed(String name, String text) {
    return new Computed(name, formula(text));
  }

  private static Map<String, TruthCase.Column> columns(Object... namesAndValues) {
    Map<String, TruthCase.Column> columns = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      List<?> values = (List<?>) namesAndValues[i + 1];
      ElementQuery.ColumnType type =
          values.getFirst() instanceof String
              ? ElementQuery.ColumnType.TEXT
              : ElementQuery.ColumnType.INTEGER;
      columns.put((String) namesAndValues[i], new TruthCase.Column(type, new ArrayList<>(values)));
    }
    return columns;
  }

  private static ElementQuery.Source orders(Engine engine) throws SQLException {
    return engine.table("orders", columns("Good", List.of("x", "y", "x")), 3);
  }

  private static ElementQuery.Source prices(Engine engine) throws SQLException {
    return engine.table(
        "prices", columns("Good", List.of("x", "x", "y"), "Price", List.of(5L, 7L, 9L)), 3);
  }

  private static ElementQuery query(
      ElementQuery.Source source,
      List<Computed> computed,
      Optional<Formula> filter,
      Sort sort,
      List<String> show) {
    return new ElementQuery(
        source, computed, filter, List.of(sort), Optional.empty(), Map.of(), show);
  }

  private List<String> texts(Engine engine, ElementQuery query) throws SQLException {
    List<String> texts = new ArrayList<>();
    for (List<@Nullable Object> row : engine.rows(language.translate(query, engine.dialect()))) {
      texts.add(String.valueOf(row.getFirst()).replaceFirst("[.]0+$", ""));
    }
    return texts;
  }

  private List<String> found(Engine engine, List<Computed> columns, ElementQuery prices)
      throws SQLException {
    ElementQuery query =
        query(
            orders(engine),
            columns,
            Optional.empty(),
            new Sort("row", false),
            List.of(columns.getLast().name()));
    return texts(engine, query.with(Map.of("Prices", prices, "Orders", query)));
  }

  @Test
  void theOtherElementsOrderSaysWhichRowIsTheFirst() throws SQLException {
    for (Engine engine : ENGINES) {
      List<Computed> lookup =
          List.of(computed("P", "Lookup([Prices/Price], [Good], [Prices/Good])"));

      assertThat(
              found(
                  engine,
                  lookup,
                  query(
                      prices(engine),
                      List.of(),
                      Optional.empty(),
                      new Sort("row", true),
                      List.of())))
          .as(engine.dialect().name())
          .containsExactly("7", "9", "7");
    }
  }

  @Test
  void onlyRowsThatTheOtherElementShowsAreFound() throws SQLException {
    for (Engine engine : ENGINES) {
      Formula above = formula("[Price] > 6 And [Price] < 9");
      ElementQuery prices =
          query(prices(engine), List.of(), Optional.of(above), new Sort("row", false), List.of());

      assertThat(
              found(
                  engine,
                  List.of(computed("P", "Lookup([Prices/Price], [Good], [Prices/Good])")),
                  prices))
          .containsExactly("7", "null", "7");
      assertThat(
              found(
                  engine,
                  List.of(computed("P", "Rollup(Count([Prices/Price]), [Good], [Prices/Good])")),
                  prices))
          .containsExactly("1", "0", "1");
      assertThat(found(engine, List.of(computed("P", "Sum([Prices/Price])")), prices))
          .containsExactly("7", "7", "7");
    }
  }

  @Test
  void computedColumnsOfTheOtherElementAreFoundAndMayLookFurther() throws SQLException {
    for (Engine engine : ENGINES) {
      ElementQuery prices =
          query(
              prices(engine),
              List.of(
                  computed(
                      "Twice", "[Price] * 2 + Rollup(Count([Orders/Good]), [Good], [Orders/Good])"),
                  computed("Unused", "Lookup([Prices/Price], [Good], [Prices/Good])")),
              Optional.empty(),
              new Sort("row", false),
              List.of());

      assertThat(
              found(
                  engine,
                  List.of(
                      computed("Sum", "Rollup(Sum([Prices/Twice]), [Good], [Prices/Good])"),
                      computed("Max", "Rollup(Max([Prices/Twice]), [Good], [Prices/Good])"),
                      computed("Both", "Lookup([Prices/Price], [Good], [Prices/Good]) + 1000 + 0"),
                      computed("Total", "Rollup(Sum([Prices/Twice]), [Good], [Prices/Good])")),
                  prices))
          .as(engine.dialect().name())
          .containsExactly("28", "19", "28");
    }
  }

  @Test
  void anElementMayLookIntoItself() throws SQLException {
    for (Engine engine : ENGINES) {
      ElementQuery nothing =
          query(prices(engine), List.of(), Optional.empty(), new Sort("row", false), List.of());

      assertThat(
              found(
                  engine,
                  List.of(computed("N", "Rollup(Count([Orders/Good]), [Good], [Orders/Good])")),
                  nothing))
          .containsExactly("2", "1", "2");
    }
  }

  @Test
  void rowsAreFilteredSortedAndCountedByWhatIsFound() throws SQLException {
    for (Engine engine : ENGINES) {
      ElementQuery prices =
          query(prices(engine), List.of(), Optional.empty(), new Sort("row", false), List.of());
      Rows withFound = orders.column("P", ValueType.NUMBER, List.of());
      ElementQuery query =
          query(
                  orders(engine),
                  List.of(computed("P", "Lookup([Prices/Price], [Good], [Prices/Good])")),
                  language.check("[P] < 9", withFound).formula(),
                  new Sort("P", true),
                  List.of("P"))
              .with(Map.of("Prices", prices));

      assertThat(texts(engine, query)).containsExactly("5", "5");
      assertThat(
              String.valueOf(
                  engine.rows(language.count(query, engine.dialect())).getFirst().getFirst()))
          .isEqualTo("2");
    }
  }

  @Test
  void columnsThatFindEachOtherAreRefused() throws SQLException {
    Engine engine = ENGINES.getFirst();
    ElementQuery prices =
        query(
            prices(engine),
            List.of(computed("Twice", "Lookup([Orders/Price], [Good], [Orders/Good])")),
            Optional.empty(),
            new Sort("row", false),
            List.of());
    List<Computed> circle =
        List.of(computed("Price", "Lookup([Prices/Twice], [Good], [Prices/Good])"));

    assertThatExceptionOfType(FormulaException.class)
        .isThrownBy(() -> found(engine, circle, prices))
        .matches(refused -> refused.problem().code() == Code.CIRCULAR)
        .withMessageContaining("by way of another element");
  }

  @Test
  void lookUpsByTheSameKeysShareOneJoin() throws SQLException {
    Engine engine = ENGINES.getFirst();
    ElementQuery prices =
        query(prices(engine), List.of(), Optional.empty(), new Sort("row", false), List.of());
    List<Computed> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      many.add(
          computed(
              "P" + i, "Rollup(Sum([Prices/Price] + %d), [Good], [Prices/Good])".formatted(i)));
    }
    ElementQuery query =
        query(orders(engine), many, Optional.empty(), new Sort("row", false), List.of())
            .with(Map.of("Prices", prices));

    assertThat(language.translate(query, Dialect.DUCKDB).text()).containsOnlyOnce("LEFT JOIN");
  }
}
