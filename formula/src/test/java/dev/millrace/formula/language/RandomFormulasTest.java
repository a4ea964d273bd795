package dev.millrace.formula.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.formula.Checked;
import dev.millrace.formula.ElementQuery;
import dev.millrace.formula.ElementQuery.ColumnType;
import dev.millrace.formula.ElementQuery.Computed;
import dev.millrace.formula.Formula;
import dev.millrace.formula.FormulaException;
import dev.millrace.formula.SqlStatement;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Formulas that are well typed by construction mean the same here and on every warehouse. */
class RandomFormulasTest {
  private static final int FORMULAS = Integer.getInteger("millrace.random.formulas", 400);
  private final Language language = new Language();
  private final Random random = new Random(Long.getLong("millrace.random.seed", 3L));
  private final Map<String, TruthCase.Column> columns = columns();
  private final Rows rows = new Rows();

  private static Map<String, TruthCase.Column> columns() {
    Map<String, TruthCase.Column> columns = new LinkedHashMap<>();
    columns.put(
        "N",
        new TruthCase.Column(
            ColumnType.INTEGER,
            Rows.list(0L, 1L, -7L, Long.MAX_VALUE, Long.MIN_VALUE, null, 2L, 1000L)));
    columns.put(
        "D",
        new TruthCase.Column(
            ColumnType.DECIMAL,
            Rows.list(
                decimal("0"),
                decimal("0.5"),
                decimal("-2.3456789012"),
                decimal("999999999999.99"),
                null,
                decimal("1"),
                decimal("-0.0000000001"),
                decimal("123.45"))));
    columns.put(
        "F",
        new TruthCase.Column(
            ColumnType.DOUBLE, Rows.list(0.1, -2.5, null, 1e308, 4.9E-324, 0.0, 3e15, -1e-300)));
    columns.put(
        "T",
        new TruthCase.Column(
            ColumnType.TEXT,
            Rows.list("", "a", "Ab c", "12.5", null, "😀é", "  x ", "2024-02-29")));
    columns.put(
        "L",
        new TruthCase.Column(
            ColumnType.BOOLEAN, Rows.list(true, false, null, true, false, null, true, false)));
    columns.put(
        "W",
        new TruthCase.Column(
            ColumnType.TIMESTAMP,
            Rows.list(
                LocalDateTime.of(2024, 2, 29, 0, 0),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59),
                null,
                LocalDateTime.of(2026, 1, 4, 10, 0),
                LocalDateTime.of(1, 1, 1, 0, 0),
                LocalDateTime.of(9999, 12, 31, 0, 0),
                LocalDateTime.of(2023, 1, 31, 12, 30),
                LocalDateTime.of(2024, 12, 28, 0, 0, 0, 500_000_000))));
    return columns;
  }

  private static BigDecimal decimal(String number) {
    return new BigDecimal(number).setScale(10);
  }

  @Test
  void aRandomFormulaGivesTheSameEverywhere() throws Exception {
    columns.forEach((name, column) -> rows.column(name, column.type().type(), column.values()));
    try (DuckDb duckDb = new DuckDb();
        Postgres postgres = Postgres.start()) {
      for (Engine engine : List.of(duckDb, postgres)) {
        int compared = 0;
        ElementQuery.Source source = engine.table(columns, 8);
        for (int i = 0; i < FORMULAS; i++) {
          compared += compare(engine, source, text(3)) ? 1 : 0;
        }
        assertThat(compared).isGreaterThan(FORMULAS * 8 / 10);
      }
    }
  }

  /** Whether the warehouse took it; it may refuse, but not differ. */
  private boolean compare(Engine engine, ElementQuery.Source source, String text)
      throws SQLException {
    Checked checked = language.check(text, rows);
    assertThat(checked.problems()).as(text).isEmpty();
    Formula formula = checked.formula().orElseThrow();
    SqlStatement sql;
    try {
      sql =
          language.translate(
              new ElementQuery(
                  source,
                  List.of(new Computed("result", formula)),
                  Optional.empty(),
                  List.of(new ElementQuery.Sort("row", false)),
                  Optional.empty(),
                  Map.of(),
                  List.of("result")),
              engine.dialect());
    } catch (FormulaException refused) {
      return false;
    }
    List<List<@Nullable Object>> results;
    try {
      results = engine.rows(sql);
    } catch (SQLException e) {
      throw new AssertionError(engine.dialect() + " " + text + "\n" + sql.text(), e);
    }
    for (int row = 0; row < 8; row++) {
      Object here = language.evaluate(formula, rows.row(row));
      Object there = results.get(row).getFirst();
      assertThat(Same.same(here, there) || beyondAllDigits(here, there) || choosesAmongFloats(text))
          .as(
              "%s, row %d of %s: here %s, there %s%n%s",
              engine.dialect(), row, text, here, there, sql.text())
          .isTrue();
    }
    return true;
  }

  /**
   * Fraction digits that only a Null brings are not known here, so what has 18 whole digits may
   * still fit here and not there.
   */
  private static boolean beyondAllDigits(@Nullable Object here, @Nullable Object there) {
    return there == null
        && switch (here) {
          case Number number -> Math.abs(number.doubleValue()) >= 1e17;
          case String text -> text.matches("-?[0-9.]{18,}");
          case null, default -> false;
        };
  }

  /**
   * A choice between a float and another number is a float in a warehouse, whichever is chosen;
   * here it is what was chosen. Such a formula must run, but its last digits, and what becomes of
   * them in a text, are not compared.
   */
  private static boolean choosesAmongFloats(String text) {
    return text.contains("[F]") && (text.contains("If(") || text.contains("Coalesce("));
  }

  private String text(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> number(depth);
      case 1 -> moment(depth);
      case 2 -> logical(depth);
      default -> string(depth);
    };
  }

  private String number(int depth) {
    if (depth == 0) {
      return List.of("[N]", "[D]", "2", "0", "-1", "0.25", "Null", "3", "[F]")
          .get(random.nextInt(9));
    }
    String a = number(depth - 1);
    String b = number(depth - 1);
    return switch (random.nextInt(20)) {
      case 0 -> "(" + a + " + " + b + ")";
      case 1 -> "(" + a + " - " + b + ")";
      case 2 -> "(" + a + " * " + b + ")";
      case 3 -> "(" + a + " / " + b + ")";
      case 4 -> "(" + a + " % " + b + ")";
      case 5 -> "If(" + logical(depth - 1) + ", " + a + ", " + b + ")";
      case 6 -> "Coalesce(" + a + ", " + b + ")";
      case 7 -> "Round(" + a + ", " + (random.nextInt(6) - 2) + ")";
      case 8 -> "Floor(" + a + ")";
      case 9 -> "Ceiling(" + a + ")";
      case 10 -> "Abs(" + a + ")";
      case 11 -> "Len(" + string(depth - 1) + ")";
      case 12 -> "Find(" + string(depth - 1) + ", " + string(depth - 1) + ")";
      case 13 ->
          "DateDiff(\"" + part() + "\", " + moment(depth - 1) + ", " + moment(depth - 1) + ")";
      case 14 -> "Number(" + string(depth - 1) + ")";
      case 15 -> "(" + a + " ^ " + b + ")";
      case 16 -> "DatePart(\"" + field() + "\", " + moment(depth - 1) + ")";
      case 17 -> "BusinessDays(" + moment(depth - 1) + ", " + moment(depth - 1) + ")";
      case 18 -> "RegexpCount(" + string(depth - 1) + ", " + pattern() + ")";
      default -> "-" + a;
    };
  }

  private String string(int depth) {
    if (depth == 0) {
      return List.of("[T]", "\"\"", "\"a\"", "\"it's\"", "Null").get(random.nextInt(5));
    }
    String a = string(depth - 1);
    return switch (random.nextInt(22)) {
      case 0 -> "(" + a + " & " + string(depth - 1) + ")";
      case 1 -> "Upper(" + a + ")";
      case 2 -> "Trim(" + a + ")";
      case 3 -> "Left(" + a + ", " + number(depth - 1) + ")";
      case 4 -> "Right(" + a + ", " + number(depth - 1) + ")";
      case 5 -> "Mid(" + a + ", " + number(depth - 1) + ", " + number(depth - 1) + ")";
      case 6 -> "Replace(" + a + ", " + string(depth - 1) + ", " + string(depth - 1) + ")";
      case 7 -> "If(" + logical(depth - 1) + ", " + a + ", " + string(depth - 1) + ")";
      case 8 -> "Text(" + number(depth - 1) + ")";
      case 9 -> "DateFormat(" + moment(depth - 1) + ", \"%Y-%m-%dT%H:%M:%S.%L %a %b %j\")";
      case 10 -> "MonthName(" + moment(depth - 1) + ")";
      case 11 -> "LTrim(" + a + ", " + string(depth - 1) + ")";
      case 12 -> "RPad(" + a + ", " + number(depth - 1) + ", " + string(depth - 1) + ")";
      case 13 -> "Repeat(" + a + ", " + number(depth - 1) + ")";
      case 14 -> "Reverse(" + a + ")";
      case 15 -> "Proper(" + a + ")";
      case 16 -> "SplitPart(" + a + ", " + string(depth - 1) + ", " + number(depth - 1) + ")";
      case 17 -> "RegexpExtract(" + a + ", " + pattern() + ", " + number(depth - 1) + ")";
      case 18 -> "RegexpReplace(" + a + ", " + pattern() + ", \"<\\0>\")";
      case 19 -> "Choose(" + number(depth - 1) + ", " + a + ", " + string(depth - 1) + ")";
      case 20 -> "UrlPart(\"path\", " + a + ")";
      default -> "Text(" + moment(depth - 1) + ")";
    };
  }

  private String logical(int depth) {
    if (depth == 0) {
      return List.of("[L]", "True", "False", "Null").get(random.nextInt(4));
    }
    String sign = List.of("=", "!=", "<", "<=", ">", ">=").get(random.nextInt(6));
    return switch (random.nextInt(13)) {
      case 0 -> "(" + logical(depth - 1) + " And " + logical(depth - 1) + ")";
      case 1 -> "(" + logical(depth - 1) + " Or " + logical(depth - 1) + ")";
      case 2 -> "(Not " + logical(depth - 1) + ")";
      case 3 -> "(" + number(depth - 1) + " " + sign + " " + number(depth - 1) + ")";
      case 4 -> "(" + string(depth - 1) + " " + sign + " " + string(depth - 1) + ")";
      case 5 -> "(" + moment(depth - 1) + " " + sign + " " + moment(depth - 1) + ")";
      case 6 -> "IsNull(" + text(depth - 1) + ")";
      case 7 ->
          "InDateRange(%s, \"last\", \"%s\", 2, 1, %s)"
              .formatted(moment(depth - 1), part(), moment(depth - 1));
      case 8 ->
          "Between("
              + number(depth - 1)
              + ", "
              + number(depth - 1)
              + ", "
              + number(depth - 1)
              + ")";
      case 9 -> "RegexpMatch(" + string(depth - 1) + ", " + pattern() + ")";
      case 10 -> "Like(" + string(depth - 1) + ", " + like() + ")";
      case 11 -> "ILike(" + string(depth - 1) + ", " + like() + ")";
      default -> "Contains(" + string(depth - 1) + ", " + string(depth - 1) + ")";
    };
  }

  private String pattern() {
    return List.of("\"a\"", "\"\\d+\"", "\"[^a]\"", "\"(?i:a).\"", "\"\\b(\\w)\"", "\" +$\"")
        .get(random.nextInt(6));
  }

  private String like() {
    return List.of("\"\"", "\"%\"", "\"A%\"", "\"%c\"", "\"_%_\"", "\"\\%\"")
        .get(random.nextInt(6));
  }

  private String moment(int depth) {
    if (depth == 0) {
      return List.of("[W]", "Date(\"2024-01-31\")", "Null").get(random.nextInt(3));
    }
    return switch (random.nextInt(9)) {
      case 0 -> "DateAdd(\"" + part() + "\", " + number(depth - 1) + ", " + moment(depth - 1) + ")";
      case 1 -> "Date(" + string(depth - 1) + ")";
      case 2 -> "Date(" + number(depth - 1) + ")";
      case 3 -> "DateTrunc(\"" + part() + "\", " + moment(depth - 1) + ")";
      case 4 -> "LastDay(" + moment(depth - 1) + ", \"" + part() + "\")";
      case 5 ->
          "MakeDate(%s, %s, %s)".formatted(number(depth - 1), number(depth - 1), number(depth - 1));
      case 6 -> "DateFromUnixMs(" + number(depth - 1) + ")";
      case 7 -> "DateParse(" + string(depth - 1) + ", \"%Y-%m-%dT%H:%M:%S\")";
      default -> "Coalesce(" + moment(depth - 1) + ", " + moment(depth - 1) + ")";
    };
  }

  private String field() {
    return List.of("year", "week", "weekday", "day_of_year", "millisecond", "epoch", "quarter")
        .get(random.nextInt(7));
  }

  private String part() {
    return List.of("year", "quarter", "month", "week", "day", "hour", "minute", "second")
        .get(random.nextInt(8));
  }
}
