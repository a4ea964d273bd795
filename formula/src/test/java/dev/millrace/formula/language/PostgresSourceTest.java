package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.FormulaProblem.Code;
import dev.millrace.formula.ValueType;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns of tables that others made: PostgreSQL's types hold more than the language has. */
class PostgresSourceTest {
  private static final Source SOURCE =
      new Source(
          List.of("beyond"),
          List.of(
              new SourceColumn("row", "row", ColumnType.INTEGER),
              new SourceColumn("number", "number", ColumnType.DECIMAL),
              new SourceColumn("float", "float", ColumnType.DOUBLE),
              new SourceColumn("moment", "moment", ColumnType.TIMESTAMP),
              new SourceColumn("day", "day", ColumnType.DATE)));
  private final Language language = new Language();
  private final Rows scope =
      new Rows()
          .column("row", ValueType.NUMBER, List.of())
          .column("number", ValueType.NUMBER, List.of())
          .column("float", ValueType.NUMBER, List.of())
          .column("moment", ValueType.DATE, List.of())
          .column("day", ValueType.DATE, List.of());

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[number] + 1",
        "Text([number])",
        "Sum([number])",
        "[float] * 2",
        "Sum([float])",
        "[moment]",
        "Text([moment])",
        "Year([moment]) + 1",
        "Max([moment])",
        "DateAdd(\"day\", 1, [moment])",
        "DateDiff(\"day\", [moment], Date(\"2024-01-01\"))",
        "DateDiff(\"second\", [moment], Date(\"2024-01-01\"))",
        "[day]",
        "DateDiff(\"week\", [day], [moment])"
      })
  void whatTheLanguageHasNoValueForIsNull(String text) throws SQLException {
    try (Engine engine = Postgres.start()) {
      engine.execute(
          """
          CREATE TABLE beyond AS
          SELECT * FROM (VALUES
            (0, NUMERIC 'NaN', FLOAT8 'NaN', TIMESTAMP 'infinity', DATE 'infinity'),
            (1, 'Infinity', 'Infinity', '-infinity', '-infinity'),
            (2, '-Infinity', '-Infinity', '0044-03-15 BC', '0044-03-15 BC'),
            (3, 1e40, 'NaN', '10000-01-01', '10000-01-01')
          ) AS v ("row", number, float, moment, day)
          """);
      ElementQuery query =
          new ElementQuery(
              SOURCE,
              List.of(new Computed("result", language.check(text, scope).formula().orElseThrow())),
              Optional.empty(),
              List.of(new Sort("row", false)),
              Optional.empty(),
              Map.of(),
              List.of("result"));

      assertThat(engine.rows(language.translate(query, engine.dialect())))
          .hasSize(4)
          .containsOnly(Rows.list((Object) null));
    }
  }

  @Test
  void aNameThatWouldBeCutIsRefused() {
    String name = "é".repeat(32);
    for (Source source :
        List.of(
            new Source(List.of(name), List.of()),
            new Source(List.of("t"), List.of(new SourceColumn("a", name, ColumnType.TEXT))))) {
      ElementQuery query =
          new ElementQuery(
              source,
              List.of(),
              Optional.empty(),
              List.of(),
              Optional.empty(),
              Map.of(),
              List.of());

      assertThatExceptionOfType(FormulaException.class)
          .isThrownBy(() -> language.translate(query, Dialect.POSTGRESQL))
          .satisfies(e -> assertThat(e.problem().code()).isEqualTo(Code.UNSUPPORTED));
    }
  }
}
