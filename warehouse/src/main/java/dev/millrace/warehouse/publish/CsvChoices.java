package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.cell.Choices;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.workbook.model.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Multi-select cells of a CSV file: JSON lists, brought into the one form in which they are kept.
 */
final class CsvChoices {
  private CsvChoices() {}

  /** Gives the number of cells that hold no list; they are kept aside and become empty. */
  static long convert(Connection connection, StoredTable table) throws SQLException {
    long bad = 0;
    for (StoredColumn column : table.columns()) {
      if (column.column().kind() == Column.Kind.MULTI_SELECT) {
        bad += convert(connection, table, column.column());
      }
    }
    return bad;
  }

  private static long convert(Connection connection, StoredTable table, Column column)
      throws SQLException {
    String cell = quote(column.name());
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE TEMP TABLE \"csv_choices\" (\"given\" VARCHAR, \"kept\" VARCHAR)");
      note(connection, forms(connection, cell));
      long bad = keepBad(connection, table, column, cell);
      statement.execute(
          """
          UPDATE csv_load SET %1$s = (SELECT "kept" FROM "csv_choices" WHERE "given" = %1$s)
          WHERE %1$s IS NOT NULL
          """
              .formatted(cell));
      statement.execute("DROP TABLE \"csv_choices\"");
      return bad;
    }
  }

  /** Every text of the column, and how it is kept. */
  private static List<List<@Nullable String>> forms(Connection connection, String cell)
      throws SQLException {
    List<List<@Nullable String>> forms = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet given =
            statement.executeQuery(
                "SELECT DISTINCT %1$s FROM csv_load WHERE %1$s IS NOT NULL".formatted(cell))) {
      while (given.next()) {
        String text = given.getString(1);
        String kept =
            Choices.read(text)
                .filter(choices -> !choices.isEmpty())
                .map(Choices::text)
                .orElse(null);
        forms.add(Arrays.asList(text, kept));
      }
    }
    return forms;
  }

  private static void note(Connection connection, List<List<@Nullable String>> forms)
      throws SQLException {
    if (forms.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        connection.prepareStatement("INSERT INTO \"csv_choices\" VALUES (?, ?)")) {
      for (List<@Nullable String> form : forms) {
        statement.setString(1, form.get(0));
        statement.setString(2, form.get(1));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static long keepBad(Connection connection, StoredTable table, Column column, String cell)
      throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO MILLRACE_BAD_CELLS
            SELECT ?, "millrace row id", ?, %1$s FROM csv_load
            WHERE trim(%1$s) NOT IN ('', '[]')
              AND %1$s IN (SELECT "given" FROM "csv_choices" WHERE "kept" IS NULL)
            """
                .formatted(cell))) {
      statement.setString(1, table.id().toString());
      statement.setString(2, column.id());
      return statement.executeUpdate();
    }
  }
}
