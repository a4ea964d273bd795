package dev.millrace.bench.sql;

import dev.millrace.formula.language.Language;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs each formula as Millrace translates it and as it would be written by hand, in turns, over
 * one table of DuckDB. Arguments, as {@code name=value}: {@code rows} (10,000,000) and {@code
 * rounds} (7).
 */
public final class CompareSql {
  private CompareSql() {}

  public static void main(String[] arguments) throws SQLException {
    Map<String, String> given =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    long rows = Long.parseLong(given.getOrDefault("rows", "10000000"));
    int rounds = Integer.parseInt(given.getOrDefault("rounds", "7"));
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(table(rows));
      System.out.println("| formula | generated ms | by hand ms | ratio |\n|---|---|---|---|");
      for (Pair pair : Pair.ALL) {
        System.out.println(compared(statement, pair, rounds));
      }
    }
  }

  private static String table(long rows) {
    return """
    CREATE TABLE %s AS SELECT
      i AS id,
      CAST((hash(i) %% 1000000000) / 100.0 AS DECIMAL(28, 10)) AS cost,
      CAST(hash(i + 1) %% 100 AS BIGINT) AS hours,
      CASE WHEN i %% 17 > 0 THEN (hash(i + 2) %% 1000003) / 7.0 END AS rate,
      ['Berlin', 'Bern', 'Amsterdam', 'Zürich', 'Montréal', 'Lisbon'][CAST(hash(i + 3) %% 6 AS BIGINT) + 1] AS city,
      TIMESTAMP '2020-01-01' + to_seconds(CAST(hash(i + 4) %% 200000000 AS BIGINT)) AS day
    FROM range(%d) AS r(i)\
    """
        .formatted(Pair.TABLE, rows);
  }

  /** The middle time of each; all rows are made, and nothing but a number is fetched. */
  private static String compared(Statement statement, Pair pair, int rounds) throws SQLException {
    String ours = pair.generated(new Language());
    List<Double> generated = new ArrayList<>();
    List<Double> written = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      double first = milliseconds(statement, ours);
      double second = milliseconds(statement, pair.written());
      if (round > 0) {
        generated.add(first);
        written.add(second);
      }
    }
    double left = middle(generated);
    double right = middle(written);
    return String.format(
        Locale.ROOT, "| `%s` | %.0f | %.0f | %.2f |", pair.formula(), left, right, left / right);
  }

  private static double milliseconds(Statement statement, String sql) throws SQLException {
    long begin = System.nanoTime();
    statement.execute("SELECT bit_xor(hash(\"result\")) FROM (" + sql + ")");
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double middle(List<Double> times) {
    return times.stream().sorted().toList().get(times.size() / 2);
  }
}
