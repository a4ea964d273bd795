package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.orders;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.SigdsDoctor.Holding;
import dev.millrace.warehouse.SigdsDoctor.Tally;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A table with rows and a log, and SQL past Millrace to damage it with. */
abstract class DamagedTables {
  Warehouse warehouse;

  /** Rows that every test has: two that stand, the first of them changed once. */
  String first = "";

  String second = "";

  /** Opens a new, empty warehouse. */
  abstract Warehouse open();

  /** A connection past Millrace. */
  abstract Connection connection() throws SQLException;

  /** A folder the warehouse may read. */
  abstract Path uploads();

  @BeforeEach
  void write() {
    warehouse = open();
    publish();
    first = inserted(cells("note", "nail", "amount", 1250.5, "day", "2026-01-31", "done", true));
    second = inserted(cells("note", "it's", "at", "2026-01-31T08:09:10.123456"));
    written(update(UUID.randomUUID(), first, OptionalLong.empty(), cells("amount", 3)));
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  void publish() {
    warehouse
        .inputTables()
        .publish(
            "shop",
            orders(
                new TableSource.Empty(),
                Tables.column("at", "At", Kind.DATETIME),
                Tables.column("done", "Done", Kind.CHECKBOX),
                Tables.column("tags", "Tags", Kind.MULTI_SELECT)),
            Optional.empty());
  }

  Written written(Change change) {
    WriteResult result = warehouse.writeBack().write(change, ANA);
    assertThat(result).isInstanceOf(Written.class);
    return (Written) result;
  }

  String inserted(Map<String, @Nullable Object> values) {
    return written(insert(UUID.randomUUID(), values)).rows().getFirst().row();
  }

  SigdsDoctor doctor() {
    return warehouse.doctor();
  }

  Holding holding() {
    return doctor().list().stream()
        .filter(holding -> holding.element().equals("orders"))
        .findFirst()
        .orElseThrow();
  }

  /** Runs SQL past Millrace; T, L and V stand for table, log and view of the orders. */
  void damage(String sql) {
    Holding orders = holding();
    String text =
        sql.replace("{T}", '"' + orders.table() + '"')
            .replace("{L}", '"' + orders.log() + '"')
            .replace("{V}", '"' + orders.view() + '"')
            .replace("{1}", "'" + first + "'")
            .replace("{2}", "'" + second + "'");
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      for (String one : text.split(";", -1)) {
        statement.execute(one);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(text, e);
    }
  }

  /** All rows of the orders as text. */
  List<String> rows() {
    List<String> rows = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT "ID", "CREATED_AT", "CREATED_BY", "UPDATED_AT", "UPDATED_BY", "ROW_VERSION",
                  "C0001", "C0002", "C0003", "C0004", "C0005", "C0006"
                FROM "%s" ORDER BY "ID"
                """
                    .formatted(holding().table()))) {
      while (row.next()) {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= 12; i++) {
          text.append(row.getString(i)).append('|');
        }
        rows.add(text.toString());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return rows;
  }

  /** What is found: code, mend, how often. */
  List<String> found() {
    return told(doctor().check().tallies());
  }

  static List<String> told(List<Tally> tallies) {
    return tallies.stream()
        .map(tally -> "%s %s %d".formatted(tally.code(), tally.mend(), tally.count()))
        .toList();
  }

  /** A view of our own under the view's name, so that only the columns differ. */
  void publishedView() {
    damage("CREATE VIEW {V} AS SELECT \"ID\" FROM {T}");
  }

  Holding stock() {
    return doctor().list().stream()
        .filter(holding -> holding.element().equals("stock"))
        .findFirst()
        .orElseThrow();
  }

  /** A second table, with so many rows from a file; gives their ids. */
  List<String> load(int rows) throws IOException, SQLException {
    Path file = Files.createDirectories(uploads()).resolve("stock.csv");
    StringBuilder text = new StringBuilder("Note\n");
    for (int i = 0; i < rows; i++) {
      text.append(String.format(Locale.ROOT, "row %d\n", i));
    }
    Files.writeString(file, text);
    warehouse
        .inputTables()
        .publish(
            "shop",
            new dev.millrace.workbook.model.Element.InputTable(
                "stock",
                "Stock",
                new TableSource.Csv("stock"),
                List.of(Tables.column("note", "Note", Kind.TEXT)),
                List.of(),
                Optional.empty()),
            Optional.of(file));
    List<String> ids = new ArrayList<>();
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet id =
            statement.executeQuery(
                "SELECT \"ID\" FROM \"%s\" ORDER BY \"ID\"".formatted(stock().table()))) {
      while (id.next()) {
        ids.add(id.getString(1));
      }
    }
    return ids;
  }
}
