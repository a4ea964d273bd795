package dev.millrace.warehouse.publish;

import static dev.millrace.warehouse.sql.SqlNames.quote;
import static java.util.stream.Collectors.joining;

import dev.millrace.warehouse.sigds.EditJson;
import dev.millrace.warehouse.sigds.EditLog;
import dev.millrace.warehouse.sigds.EditLog.Entry;
import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.warehouse.sigds.StoredTable.StoredColumn;
import dev.millrace.warehouse.sigds.TableCatalogue;
import dev.millrace.warehouse.sql.Session;
import dev.millrace.warehouse.sql.WarehouseSql;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The first rows of a new table, from a CSV file: one statement, one log row. Everything is read as
 * text and then converted, so that a cell that does not fit is counted and kept, not lost.
 */
final class CsvLoad {
  private static final String AUTHOR = "millrace";
  private static final String FIRST_VERSION = "1";

  private final Session session;
  private final Connection connection;
  private final WarehouseSql sql;
  private final StoredTable table;
  private final Path file;
  private final Map<String, String> headings = new HashMap<>();

  CsvLoad(Session session, WarehouseSql sql, StoredTable table, Path file) {
    this.session = session;
    this.connection = session.connection();
    this.sql = sql;
    this.table = table;
    this.file = file.toAbsolutePath().normalize();
  }

  /** What came of a table's file. */
  record Loaded(long rows, long badCells) {}

  /** Loads the rows and gives the number of cells that did not fit. */
  long run() throws SQLException {
    if (!Files.isReadable(file)) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CSV_MISSING",
          "There is no uploaded file '%s'. Upload it first.".formatted(file.getFileName()));
    }
    refuseNul();
    stage();
    matchHeadings();
    long badCells = CsvChoices.convert(connection, table) + keepBadCells();
    insert();
    logLoad(badCells);
    try (Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE csv_load");
    }
    return badCells;
  }

  private void refuseNul() {
    try (InputStream bytes = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      long place = 0;
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        for (int i = 0; i < read; i++) {
          if (buffer[i] == 0) {
            throw unreadable("The byte at %,d is NUL; is it UTF-16?".formatted(place + i));
          }
        }
        place += read;
      }
    } catch (IOException e) {
      throw unreadable(String.valueOf(e.getMessage()));
    }
  }

  private Refusal unreadable(String why) {
    return Refusal.of(
        Refusal.Kind.INVALID,
        "CSV_UNREADABLE",
        "'%s' cannot be read as CSV with a heading line, in UTF-8. %s"
            .formatted(file.getFileName(), why));
  }

  private void stage() throws SQLException {
    try {
      sql.stageCsv(connection, file);
    } catch (SQLException e) {
      throw unreadable(firstLine(e));
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private void matchHeadings() throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery("SELECT * FROM csv_load LIMIT 0")) {
      for (int i = 2; i <= found.getMetaData().getColumnCount(); i++) {
        String heading = found.getMetaData().getColumnName(i);
        headings.put(heading, heading);
      }
    }
    List<String> missing =
        table.columns().stream()
            .map(column -> column.column().name())
            .filter(name -> !headings.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      throw Refusal.of(
          Refusal.Kind.INVALID,
          "CSV_COLUMN_MISSING",
          "'%s' has no column %s. It has: %s."
              .formatted(
                  file.getFileName(),
                  missing.stream().map(name -> "'" + name + "'").collect(joining(", ")),
                  String.join(", ", headings.keySet().stream().sorted().toList())),
          Map.of("columns", missing));
    }
  }

  private static String given(StoredColumn column) {
    return quote(column.column().name());
  }

  private String converted(StoredColumn column) {
    return sql.converted(given(column), column.sqlType());
  }

  private long keepBadCells() throws SQLException {
    long kept = 0;
    for (StoredColumn column : table.columns()) {
      if (column.column().kind() == Column.Kind.TEXT || column.column().kind().chooses()) {
        continue;
      }
      try (PreparedStatement statement =
          connection.prepareStatement(
              """
              INSERT INTO MILLRACE_BAD_CELLS
              SELECT ?, "millrace row id", ?, %1$s FROM csv_load
              WHERE trim(%1$s) <> '' AND %2$s IS NULL
              """
                  .formatted(given(column), converted(column)))) {
        statement.setString(1, table.id().toString());
        statement.setString(2, column.column().id());
        kept += statement.executeUpdate();
      }
    }
    return kept;
  }

  private void insert() throws SQLException {
    String names =
        table.columns().stream().map(c -> quote(c.warehouseName())).collect(joining(", "));
    String values = table.columns().stream().map(this::converted).collect(joining(", "));
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            INSERT INTO %s ("ID", %s, "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION")
            SELECT "millrace row id", %s, CAST(CURRENT_TIMESTAMP AS TIMESTAMP), ?, CAST(CURRENT_TIMESTAMP AS TIMESTAMP), ?, %s FROM csv_load
            ORDER BY "millrace row id"
            """
                .formatted(quote(table.table()), names, values, FIRST_VERSION))) {
      statement.setString(1, AUTHOR);
      statement.setString(2, AUTHOR);
      statement.executeUpdate();
    }
  }

  private void logLoad(long badCells) throws SQLException {
    Map<String, Object> edit = new LinkedHashMap<>();
    edit.put("type", "load");
    edit.put("file", file.getFileName().toString());
    edit.put("rows", TableCatalogue.count(connection, table.table()));
    edit.put("badCells", badCells);
    EditLog log = new EditLog(connection, table);
    EditLog.Head head = log.head();
    log.append(
        session,
        sql,
        List.of(
            Entry.after(
                head,
                UUID.randomUUID(),
                EditJson.text(edit),
                EditJson.text(Map.of("user", AUTHOR, "actor", "LOAD")),
                EditLog.now(Clock.systemUTC()))));
  }
}
