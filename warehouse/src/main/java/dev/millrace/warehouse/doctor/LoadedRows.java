package dev.millrace.warehouse.doctor;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.doctor.EditsByRow.Load;
import dev.millrace.warehouse.sigds.StoredTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that no change of the log ever touched: those that came from a file. Their ids count in the
 * file's order behind random digits, so that it is known which there were, though not what stood in
 * them.
 */
final class LoadedRows {
  private static final String LOADED = "millrace_loaded_rows";

  private static final String NOTED = "millrace_noted_rows";

  /** Random digits in front of the count. */
  private static final int RANDOM = 24;

  private static final int SLICE = 500;

  private final Connection connection;
  private final StoredTable table;
  private final Load load;

  private LoadedRows(Connection connection, StoredTable table, Load load) {
    this.connection = connection;
    this.table = table;
    this.load = load;
  }

  /** Writes out into a temporary table which rows the file made. */
  static LoadedRows of(Connection connection, StoredTable table, Load load) throws SQLException {
    LoadedRows loaded = new LoadedRows(connection, table, load);
    loaded.execute("CREATE TEMP TABLE %s (\"ROW_ID\" VARCHAR)".formatted(quote(LOADED)));
    if (load.rows() > 0) {
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              INSERT INTO %s SELECT CAST(? AS VARCHAR) || lower(lpad(to_hex(n), 12, '0'))
              FROM generate_series(1, CAST(? AS BIGINT)) AS counted(n)
              """
                  .formatted(quote(LOADED)))) {
        statement.setString(1, loaded.randomDigits());
        statement.setLong(2, load.rows());
        statement.executeUpdate();
      }
    }
    return loaded;
  }

  /** The digits that most ids of a loaded row's form have; any if there is no such row. */
  private String randomDigits() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT substr(id, 1, %1$d) FROM (
              SELECT "ID" AS id FROM %2$s UNION SELECT "ROW_ID" FROM %3$s) AS ids
            WHERE length(id) = %4$d AND substr(id, %5$d) BETWEEN '%6$012x' AND ?
            GROUP BY 1 ORDER BY count(*) DESC LIMIT 1
            """
                .formatted(
                    RANDOM,
                    quote(table.table()),
                    quote(EditsByRow.SORTED),
                    RANDOM + 12,
                    RANDOM + 1,
                    1))) {
      statement.setString(1, "%012x".formatted(load.rows()));
      try (ResultSet most = statement.executeQuery()) {
        return most.next() ? most.getString(1) : "?";
      }
    }
  }

  /** What is wrong with a row that no change touched. */
  enum Fault {
    /** The file did not make it either. */
    ADDED,
    /** Somebody wrote to it. */
    CHANGED,
    GONE
  }

  /** Told of rows, some at a time. */
  interface Faults {
    void rows(Fault fault, List<String> ids) throws SQLException;
  }

  /** Tells of every row that no change touched and that is not as the file made it. */
  void faults(Faults faults) throws SQLException {
    for (Fault fault : Fault.values()) {
      note(fault);
      List<String> ids = noted(0);
      for (long next = SLICE; !ids.isEmpty(); next += SLICE) {
        faults.rows(fault, ids);
        ids = noted(next);
      }
      execute("DROP TABLE " + quote(NOTED));
    }
  }

  private void note(Fault fault) throws SQLException {
    execute("CREATE TEMP TABLE %s (\"N\" BIGINT, \"ROW_ID\" VARCHAR)".formatted(quote(NOTED)));
    String wrong =
        switch (fault) {
          case ADDED ->
              """
              SELECT "ID" AS id FROM %1$s AS t
              WHERE NOT EXISTS (SELECT 1 FROM %2$s AS e WHERE e."ROW_ID" = t."ID")
                AND NOT EXISTS (SELECT 1 FROM %3$s AS l WHERE l."ROW_ID" = t."ID")
              """;
          case CHANGED ->
              """
              SELECT "ID" AS id FROM %1$s AS t
              WHERE NOT EXISTS (SELECT 1 FROM %2$s AS e WHERE e."ROW_ID" = t."ID")
                AND EXISTS (SELECT 1 FROM %3$s AS l WHERE l."ROW_ID" = t."ID")
                AND ("ROW_VERSION" <> ? OR "CREATED_BY" <> ? OR "UPDATED_BY" <> "CREATED_BY"
                  OR "CREATED_AT" <> "UPDATED_AT")
              """;
          case GONE ->
              """
              SELECT "ROW_ID" AS id FROM %3$s AS l
              WHERE NOT EXISTS (SELECT 1 FROM %2$s AS e WHERE e."ROW_ID" = l."ROW_ID")
                AND NOT EXISTS (SELECT 1 FROM %1$s AS t WHERE t."ID" = l."ROW_ID")
              """;
        };
    try (PreparedStatement statement =
        connection.prepareStatement(
            "INSERT INTO %s SELECT row_number() OVER (ORDER BY id), id FROM (%s) AS wrong"
                .formatted(quote(NOTED), named(wrong)))) {
      if (fault == Fault.CHANGED) {
        statement.setLong(1, load.editNumber());
        statement.setString(2, load.author());
      }
      statement.executeUpdate();
    }
  }

  private List<String> noted(long after) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT \"ROW_ID\" FROM %s WHERE \"N\" > ? AND \"N\" <= ? ORDER BY \"N\""
                .formatted(quote(NOTED)))) {
      statement.setLong(1, after);
      statement.setLong(2, after + SLICE);
      try (ResultSet id = statement.executeQuery()) {
        while (id.next()) {
          ids.add(id.getString(1));
        }
      }
    }
    return ids;
  }

  private String named(String text) {
    return text.formatted(quote(table.table()), quote(EditsByRow.SORTED), quote(LOADED));
  }

  /** How many rows from the file no change touched, and are there. */
  long untouched() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                named(
                    """
                    SELECT count(*) FROM %1$s AS t
                    WHERE NOT EXISTS (SELECT 1 FROM %2$s AS e WHERE e."ROW_ID" = t."ID")
                      AND EXISTS (SELECT 1 FROM %3$s AS l WHERE l."ROW_ID" = t."ID")
                    """))) {
      count.next();
      return count.getLong(1);
    }
  }

  void drop() throws SQLException {
    execute("DROP TABLE " + quote(LOADED));
  }

  private void execute(String text) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(text);
    }
  }
}
