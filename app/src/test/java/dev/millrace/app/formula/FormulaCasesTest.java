package dev.millrace.app.formula;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.language.Language;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Cases as files have them, here and on DuckDB. */
class FormulaCasesTest {
  private static final Language LANGUAGE = new Language();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          "formula": "1 + 1"                                                                       | [2]
          "formula": "[A] / 3", "rows": [{"A": 1}, {"A": null}]                                    | [0.3333333333,null]
          "formula": "[A] * 2", "rows": [{"A": 0.1}, {"A": 12345678901234567.0123456789}]          | [0.2,24691357802469134.0246913578]
          "formula": "DateAdd(\\"day\\", 1, [D])", "rows": [{"D": "2026-02-28"}], "types": {"D": "date"} | ["2026-03-01T00:00:00"]
          "formula": "Sum([A])", "rows": [{"A": 1}, {"A": 2}]                                      | [3]
          "formula": "Sum([A])", "rows": [{"G": "b", "A": 1}, {"G": null, "A": 2}, {"G": "a", "A": 4}, {"G": "b", "A": 8}], "group_by": ["G"], "level": "aggregate" | [4,9,2]
          "formula": "CumulativeSum([A])", "rows": [{"A": 1}, {"A": 3}, {"A": 2}], "sort": ["-A"], "level": "window" | [3,5,6]
          "formula": "Lag([A])", "rows": [{"G": 1, "A": 1}, {"G": 2, "A": 2}, {"G": 1, "A": 3}], "group_by": ["G"], "level": "window" | [null,null,1]
          "formula": "[Twice] + [limit]", "rows": [{"A": 5}], "columns": {"Twice": "[Once] * 2", "Once": "[A]"}, "controls": {"limit": 1} | [11]
          "formula": "[ActionVar/x] & \\"!\\"", "variables": {"x": "it's"}                         | ["it's!"]
          "formula": "[A] > 1", "rows": [{"A": 1}, {"A": 2}, {}]                                   | [false,true,null]
          "formula": "[a]", "rows": [{"A": "x"}]                                                   | ["x"]
          """)
  void aCaseGivesTheSameHereAndOnAWarehouse(String fields, String expected) throws SQLException {
    String line = "{\"id\": 7, %s}".formatted(fields);
    try (FormulaCases here = FormulaCases.local(LANGUAGE);
        Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        FormulaCases there = FormulaCases.on(connection, LANGUAGE, Dialect.DUCKDB)) {
      assertThat(here.answer(line)).isEqualTo("{\"id\":7,\"result\":%s}".formatted(expected));
      assertThat(there.answer(line)).isEqualTo("{\"id\":7,\"result\":%s}".formatted(expected));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"id": "a", "formula": "[Cots]", "rows": [{"Cost": 1}]} | "code":"UNKNOWN_COLUMN"
          {"id": "a", "formula": "Sum("}                          | "offset":3
          {"id": "a"}                                             | "code":"CASE_INVALID"
          {"id": "a", "formula": "[A]", "rows": [1]}              | "code":"CASE_INVALID"
          {"id": "a", "formula": "[A]", "rows": [{"A": 1}, {"A": "x"}]} | "code":"CASE_INVALID"
          {"id": "a", "formula": "[A]", "columns": {"A": "[B]", "B": "[A]"}} | "code":"UNKNOWN_COLUMN"
          {"id": "a", "formula": "[A]", "rows": [{"A": "x"}], "types": {"A": "date"}} | "code":"CASE_INVALID"
          not json                                                | "code":"CASE_INVALID"
          """)
  void whatCannotBeComputedSaysWhy(String line, String part) {
    try (FormulaCases here = FormulaCases.local(LANGUAGE)) {
      assertThat(here.answer(line)).contains("\"error\":{").contains(part);
    }
  }
}
