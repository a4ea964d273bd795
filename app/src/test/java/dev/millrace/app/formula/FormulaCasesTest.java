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
          "formula": "Lookup([P/Price], [C], [P/Code])", "rows": [{"C": "x"}, {"C": "y"}, {"C": null}], "tables": {"P": [{"Code": "x", "Price": 1.5}, {"Code": null, "Price": 2}]} | [1.5,null,null]
          "formula": "Rollup(Count([P/Price]), [C], [P/Code])", "rows": [{"C": 1}, {"C": 2}], "tables": {"P": [{"Code": 1, "Price": 5}, {"Code": 1, "Price": 6}], "Other": []} | [2,0]
          "formula": "Sum([P/Price])", "rows": [{"C": 1}], "tables": {"P": []}, "types": {"P/Price": "number"} | [null]
          "formula": "[Orders/Cost] * [Rate]", "element": "Orders", "rows": [{"Cost": 2}], "columns": {"Rate": "Lookup([R/Rate], 1, [R/Id])"}, "tables": {"R": [{"Id": 1, "Rate": 3}]} | [6]
          "formula": "PercentOfTotal(Sum([A]))", "rows": [{"G": "b", "A": 1}, {"G": "a", "A": 3}], "group_by": ["G"], "level": "aggregate" | [0.75,0.25]
          "formula": "Subtotal(Sum([A]), \\"parent_grouping\\")", "rows": [{"G": 1, "H": 1, "A": 1}, {"G": 1, "H": 2, "A": 3}, {"G": 2, "H": 1, "A": 5}], "group_by": ["G", "H"], "level": "aggregate" | [4,4,5]
          "formula": "CurrentUserEmail() & CurrentUserAttributeText(\\"r\\")", "context": {"user": "a@b.c", "attributes": {"r": "'x"}} | ["a@b.c'x"]
          "formula": "CurrentUserInTeam(\\"x\\", \\"y\\")", "context": {"teams": ["y"], "user": {"email": "a@b.c"}} | [true]
          "formula": "ArrayConcat([A], [more])", "rows": [{"A": [1, "x", null]}, {"A": null}], "controls": {"more": ["it's"]} | [[1,"x",null,"it's"],null]
          "formula": "ArrayContains([A], 2)", "rows": [{"A": [1, 2.0]}, {}] | [true,null]
          "formula": "SplitToArray([T], \\",\\")", "rows": [{"T": "a,b"}] | [["a","b"]]
          "formula": "[J].a", "rows": [{"J": {"a": {"b": [1.5, null]}}}, {"J": "{\\"a\\": true}"}, {"J": "x"}], "types": {"J": "variant"} | [{"b":[1.5,null]},true,null]
          "formula": "Text([J])", "rows": [{"J": "x"}, {"J": 2}], "types": {"J": "variant"} | ["x","2"]
          "formula": "Number([J].n) + [c]", "rows": [{"J": {"n": 1}}], "controls": {"c": 2} | [3]
          "formula": "[A] + 1", "rows": [{"A": 9223372036854775807}, {"A": -9223372036854775808}] | [9223372036854775808,-9223372036854775807]
          "formula": "Text(Now()) & Text(Today())", "context": {"now": "2024-05-06T07:08:09"} | ["2024-05-06T07:08:092024-05-06T00:00:00"]
          "formula": "InDateRange([A], \\"last\\", \\"day\\")", "rows": [{"A": "2024-05-05"}, {"A": "2024-05-06"}], "types": {"A": "date"}, "context": {"now": "2024-05-06T07:08:09"} | [true,false]
          "formula": "[a] + [A]", "rows": [{"A": 1, "a": 5}] | [6]
          "formula": "Sum([A]) + Sum([Selection/A]) + [limit]", "rows": [{"A": 9223372036854775807}, {"A": 9223372036854775807}], "selection": [{"A": 1}, {"A": 4}], "controls": {"limit": 1}, "level": "aggregate" | [18446744073709551620]
          "formula": "Sum([A]) - Lag(Sum([A]))", "rows": [{"A": 1, "G": "x"}, {"A": 3, "G": "y"}, {"A": 4, "G": "x"}], "group_by": ["G"], "level": "aggregate" | [null,-2]
          "formula": "CumulativeSum(Sum([A])) / GrandTotal(Sum([A]))", "rows": [{"A": 1, "G": "x"}, {"A": 3, "G": "y"}], "group_by": ["G"], "sort": ["-G"], "level": "aggregate" | [1,0.75]
          "formula": "Rank(Sum([A]), \\"desc\\")", "rows": [{"A": 1, "G": 1, "H": 1}, {"A": 3, "G": 1, "H": 2}, {"A": 2, "G": 2, "H": 1}], "group_by": ["G", "H"], "level": "aggregate" | [2,1,1]
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
          {"id": "a", "formula": "[A]", "columns": {"A": "[B]", "B": "[A]"}} | [A] → [B] → [A]
          {"id": "a", "formula": "[Total] + 1", "column": "Total"} | "code":"CIRCULAR"
          {"id": "a", "formula": "[B] + 1", "column": "T", "columns": {"B": "[T] * 2"}} | [T] → [B] → [T]
          {"id": "a", "formula": "[A]", "columns": {"A": "[B]", "B": "Lenn(1)"}} | "code":"UNKNOWN_FUNCTION"
          {"id": "a", "formula": "CurrentTimezone()", "context": {"timezone": "Nowhere"}} | "code":"CASE_INVALID"
          {"id": "a", "formula": "Lookup([A], [A], [T/K])", "rows": [{"A": 1}], "tables": {"T": [{"K": 1}]}} | "code":"LEVEL"
          {"id": "a", "formula": "[A]", "rows": [{"A": "x"}], "types": {"A": "date"}} | "code":"CASE_INVALID"
          not json                                                | "code":"CASE_INVALID"
          """)
  void whatCannotBeComputedSaysWhy(String line, String part) {
    try (FormulaCases here = FormulaCases.local(LANGUAGE)) {
      assertThat(here.answer(line)).contains("\"error\":{").contains(part);
    }
  }
}
