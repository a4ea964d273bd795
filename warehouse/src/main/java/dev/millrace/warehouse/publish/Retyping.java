package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;

import dev.millrace.warehouse.TableChanges;
import dev.millrace.warehouse.TableChanges.Lost;
import dev.millrace.warehouse.cell.Conversion;
import dev.millrace.warehouse.sigds.ColumnCatalogue;
import dev.millrace.warehouse.sigds.StoredValues;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.Rows;
import dev.millrace.warehouse.sql.Rows.Field;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.SqlNames;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The values of a column that gets another kind. Read and converted slice by slice: a table is
 * larger than the memory.
 *
 * <p>Where the text that a cell was given with is kept aside, and the cell still holds what became
 * of it, the text is converted, not the rest of it: what did not fit before may fit now.
 */
final class Retyping {
  private static final int SLICE = 5_000;

  private final Connection connection;
  private final TableCatalogue.Entry table;
  private final ColumnCatalogue.Entry old;
  private final Column column;

  Retyping(
      Connection connection, TableCatalogue.Entry table, ColumnCatalogue.Entry old, Column column) {
    this.connection = connection;
    this.table = table;
    this.old = old;
    this.column = column;
  }

  /**
   * A cell, converted.
   *
   * @param given the text of what it was
   */
  private record Cell(String row, String given, Conversion converted) {}

  private interface Slice {
    void take(List<Cell> cells) throws SQLException;
  }

  /** What would become of the values. Changes nothing. */
  TableChanges.Retype report() throws SQLException {
    long[] counts = new long[2];
    List<Lost> first = new ArrayList<>();
    convert(cells -> {
      for (Cell cell : cells) {
        counts[0]++;
        if (cell.converted().lost().isPresent()) {
          counts[1]++;
          if (first.size() < TableChanges.MAX_LOST_SHOWN) {
            first.add(new Lost(cell.row(), cell.given(), cell.converted().lost().get()));
          }
        }
      }
    });
    return new TableChanges.Retype(old.kind(), column.kind(), counts[0], counts[1], first);
  }

  /** Fills the new column; texts of what does not fit are kept aside. */
  void run(Session session, WarehouseSql sql, String newColumn) throws SQLException {
    String staged = "retype_%s_%s".formatted(table.id().toString().replace("-", ""), newColumn);
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE %s (\"ID\" VARCHAR, \"VALUE\" %s, \"GIVEN\" VARCHAR)"
              .formatted(quote(staged), SqlNames.type(column.kind())));
    }
    List<Field> fields = List.of(Field.of("ID"), Field.of("VALUE"), Field.of("GIVEN"));
    convert(cells ->
        sql.insert(
            session, new Rows(staged, fields, false, cells.stream().map(this::staged).toList())));
    try (Statement statement = connection.createStatement()) {
      statement.execute(
          "UPDATE %1$s SET %2$s = %3$s.\"VALUE\" FROM %3$s WHERE %1$s.\"ID\" = %3$s.\"ID\""
              .formatted(quote(table.table()), quote(newColumn), quote(staged)));
    }
    keepLost(staged);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE " + quote(staged));
    }
  }

  private List<@Nullable Object> staged(Cell cell) {
    Object value = cell.converted().value();
    Object stored =
        column.kind() == Kind.DATE && value instanceof LocalDateTime moment
            ? moment.toLocalDate()
            : value;
    return Arrays.asList(
        cell.row(), stored, cell.converted().lost().isEmpty() ? null : cell.given());
  }

  /** What was kept aside of these cells before is as good as gone, or kept again. */
  private void keepLost(String staged) throws SQLException {
    for (String text :
        List.of(
            """
            DELETE FROM MILLRACE_BAD_CELLS WHERE DS_ID = ? AND COLUMN_ID = ?
              AND ROW_ID IN (SELECT "ID" FROM %s)
            """,
            """
            INSERT INTO MILLRACE_BAD_CELLS (DS_ID, COLUMN_ID, ROW_ID, GIVEN)
            SELECT CAST(? AS VARCHAR), CAST(? AS VARCHAR), "ID", "GIVEN" FROM %s
            WHERE "GIVEN" IS NOT NULL
            """)) {
      try (PreparedStatement statement =
          connection.prepareStatement(text.formatted(quote(staged)))) {
        statement.setString(1, table.id().toString());
        statement.setString(2, column.id());
        statement.executeUpdate();
      }
    }
  }

  /** All cells that hold something or were given something, by row id. */
  private void convert(Slice slice) throws SQLException {
    boolean keptAside = keepsAside();
    String last = "";
    for (String end : ends()) {
      Map<String, String> given = keptAside ? given(last, end) : Map.of();
      List<Cell> cells = new ArrayList<>();
      try (PreparedStatement statement =
          connection.prepareStatement(
              "SELECT \"ID\", %s FROM %s WHERE \"ID\" > ? AND \"ID\" <= ? ORDER BY \"ID\""
                  .formatted(quote(old.warehouseName()), quote(table.table())))) {
        statement.setString(1, last);
        statement.setString(2, end);
        try (ResultSet row = statement.executeQuery()) {
          while (row.next()) {
            String id = row.getString(1);
            cell(id, StoredValues.value(row.getObject(2)), given.get(id), cells);
          }
        }
      }
      if (!cells.isEmpty()) {
        slice.take(cells);
      }
      last = end;
    }
  }

  /** Row ids that end a slice each; the last one is the last of all. */
  private List<String> ends() throws SQLException {
    List<String> ends = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT "ID" FROM (
                  SELECT "ID", row_number() OVER (ORDER BY "ID") AS place, count(*) OVER () AS many
                  FROM %s) AS numbered
                WHERE place %% %d = 0 OR place = many ORDER BY "ID"
                """
                    .formatted(quote(table.table()), SLICE))) {
      while (row.next()) {
        ends.add(row.getString(1));
      }
    }
    return ends;
  }

  private boolean keepsAside() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT 1 FROM MILLRACE_BAD_CELLS WHERE DS_ID = ? AND COLUMN_ID = ? LIMIT 1")) {
      statement.setString(1, table.id().toString());
      statement.setString(2, column.id());
      try (ResultSet found = statement.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Texts that are kept aside of the rows of a slice, by row id. */
  private Map<String, String> given(String after, String end) throws SQLException {
    Map<String, String> given = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT ROW_ID, GIVEN FROM MILLRACE_BAD_CELLS
            WHERE DS_ID = ? AND COLUMN_ID = ? AND ROW_ID > ? AND ROW_ID <= ?
            """)) {
      statement.setString(1, table.id().toString());
      statement.setString(2, column.id());
      statement.setString(3, after);
      statement.setString(4, end);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          given.put(row.getString(1), row.getString(2));
        }
      }
    }
    return given;
  }

  private void cell(String row, @Nullable Object value, @Nullable String given, List<Cell> cells) {
    if (given != null && stillFrom(given, value)) {
      Conversion anew = Conversion.of(Kind.TEXT, given, column);
      // What was lost before is not lost once more.
      if (value != null || anew.value() != null) {
        cells.add(new Cell(row, given, anew));
      }
    } else if (value != null) {
      cells.add(new Cell(row, Conversion.text(value), Conversion.of(old.kind(), value, column)));
    }
  }

  /** Whether the cell holds what once became of that text; an empty one shows it still. */
  private boolean stillFrom(String given, @Nullable Object value) {
    if (value == null) {
      return true;
    }
    Column before = new Column(column.id(), column.name(), old.kind(), false, Column.Rules.NONE);
    Object became = Conversion.of(Kind.TEXT, given, before).value();
    return became != null && Conversion.text(became).equals(Conversion.text(value));
  }
}
