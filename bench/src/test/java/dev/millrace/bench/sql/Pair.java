package dev.millrace.bench.sql;

import dev.millrace.formula.Dialect;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.ElementQuery.Sort;
import dev.millrace.formula.ElementQuery.Source;
import dev.millrace.formula.ElementQuery.SourceColumn;
import dev.millrace.formula.Formula;
import dev.millrace.formula.Formulas;
import dev.millrace.formula.Reference;
import dev.millrace.formula.Scope;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A formula, and what somebody who knows DuckDB would write for it.
 *
 * @param formula over the columns of {@link #SOURCE}
 * @param byHand an SQL expression over the table
 */
record Pair(String formula, String byHand) {
  static final String TABLE = "strikes";

  private static final Source SOURCE =
      new Source(
          List.of(TABLE),
          List.of(
              new SourceColumn("Id", "id", ColumnType.INTEGER),
              new SourceColumn("Cost", "cost", ColumnType.DECIMAL),
              new SourceColumn("Hours", "hours", ColumnType.INTEGER),
              new SourceColumn("Rate", "rate", ColumnType.DOUBLE),
              new SourceColumn("City", "city", ColumnType.TEXT),
              new SourceColumn("Day", "day", ColumnType.TIMESTAMP)));

  static final List<Pair> ALL =
      List.of(
          new Pair("[Hours] * 2 + 1", "hours * 2 + 1"),
          new Pair("[Cost] * 1.19", "cost * 1.19"),
          new Pair("[Cost] / [Hours]", "CAST(cost AS DOUBLE) / nullif(hours, 0)"),
          new Pair("[Rate] / [Hours]", "rate / nullif(hours, 0)"),
          new Pair("Round([Cost], 1)", "round(cost, 1)"),
          new Pair(
              "If([Cost] > 5000 And [City] != \"Bern\", [Hours] * 2, 0)",
              "CASE WHEN cost > 5000 AND city <> 'Bern' THEN hours * 2 ELSE 0 END"),
          new Pair(
              "Upper(Left([City], 3)) & \"-\" & Text([Hours])",
              "upper(left(city, 3)) || '-' || CAST(hours AS VARCHAR)"),
          new Pair("Contains([City], \"er\")", "contains(city, 'er')"),
          new Pair("RegexpMatch([City], \"^[A-M].*n$\")", "regexp_matches(city, '^[A-M].*n$')"),
          new Pair("DateTrunc(\"month\", [Day])", "date_trunc('month', day)"),
          new Pair(
              "DateDiff(\"day\", [Day], Date(\"2026-01-01\"))",
              "date_diff('day', day, TIMESTAMP '2026-01-01')"),
          new Pair("Zn([Rate]) * 100", "coalesce(rate, 0) * 100"),
          new Pair("[Rate] - Avg([Rate])", "rate - avg(rate) OVER ()"),
          new Pair("[Hours] - Sum([Hours])", "hours - sum(hours) OVER ()"),
          new Pair(
              "CumulativeSum([Hours])", "sum(hours) OVER (ORDER BY id ROWS UNBOUNDED PRECEDING)"));

  private static final Scope SCOPE =
      new Scope() {
        @Override
        public Optional<Binding> resolve(Reference reference) {
          return SOURCE.columns().stream()
              .filter(column -> column.name().equals(reference.name()))
              .map(column -> new Binding(reference, column.type().type(), Extent.ROW))
              .findFirst();
        }

        @Override
        public List<Reference> known() {
          return SOURCE.columns().stream().map(column -> Reference.of(column.name())).toList();
        }
      };

  /** The statement that Millrace makes. */
  String generated(Formulas formulas) {
    Formula checked = formulas.check(formula, SCOPE).formula().orElseThrow();
    List<Sort> order = List.of(new Sort("Id", false));
    return formulas
        .translate(
            new ElementQuery(
                SOURCE,
                List.of(new Computed("result", checked)),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Map.of(),
                List.of("result"),
                order,
                List.of()),
            Dialect.DUCKDB)
        .text();
  }

  String written() {
    return "SELECT " + byHand + " AS \"result\" FROM " + TABLE;
  }
}
