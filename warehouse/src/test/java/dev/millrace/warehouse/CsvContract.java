package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.column;
import static java.util.Comparator.nullsFirst;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** First rows from a file, whatever warehouse holds the table. */
abstract class CsvContract {
  Warehouse warehouse;

  /** Opens a new, empty warehouse. */
  abstract Warehouse open();

  /** A folder the warehouse may read. */
  abstract Path uploads() throws IOException;

  @BeforeEach
  void start() {
    warehouse = open();
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  @Test
  void aCsvFileBecomesRowsAndWhatDoesNotFitIsKept() throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(
        file,
        """
        Item,Price,Bought,Ignored
        nail,"1,250.5",2026-01-31,x
        "a ""quoted"", one",cheap,soon,y
        ,,,
        """);

    InputTables.Published published =
        warehouse.inputTables().publish("shop", stock(), Optional.of(file));

    assertThat(published.rows()).isEqualTo(3);
    assertThat(published.created()).isTrue();
    assertThat(published.badCells()).isEqualTo(2);
    assertThat(
            warehouse
                .sqlConsole()
                .query("SELECT \"Item\", \"Price\" FROM stock ORDER BY \"ID\"", 10, ANA)
                .rows())
        .contains(List.of("nail", new java.math.BigDecimal("1250.5")));
    assertThat(
            warehouse
                .sqlConsole()
                .query("SELECT GIVEN FROM MILLRACE_BAD_CELLS ORDER BY GIVEN", 10, ANA)
                .rows())
        .containsExactly(List.of("cheap"), List.of("soon"));
    assertThat(warehouse.inputTables().publish("shop", stock(), Optional.of(file)).rows())
        .as("published again, it is not loaded again")
        .isEqualTo(3);
  }

  @Test
  void aCsvFileWithoutAColumnMakesNoTable() throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(file, "Item,Cost\nnail,1\n");

    assertThatThrownBy(() -> warehouse.inputTables().publish("shop", stock(), Optional.of(file)))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo("CSV_COLUMN_MISSING");
              assertThat(refusal).hasMessageContaining("'Price'").hasMessageContaining("Cost");
            });
    assertThat(
            warehouse
                .sqlConsole()
                .query("SELECT count(*) FROM millrace_tables WHERE element = 'stock'", 1, ANA)
                .rows())
        .containsExactly(List.of(0L));
  }

  /** Cells that look like values to some readers: what they become is the same everywhere. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1e3|1000|2020-02-29|2020-02-29",
        "-0.00000000005|-0.0000000001|2021-02-29|",
        "1,234,567|1234567|2020-1-5|2020-01-05",
        " 12 |12|2020/01/05|2020-01-05",
        "+7|7|05.01.2020|",
        ".5|0.5|2020-13-01|",
        "12 000||2020-00-10|",
        "999999999999999999|999999999999999999|9999-12-31|9999-12-31",
        "999999999999999999.99999999999||2020-01-05 10:30|2020-01-05",
        "1000000000000000000||yesterday|",
        "NaN||20200105|",
        "Infinity||2020-04-31|",
        "1.5.2||2020-01-32|"
      })
  void cellsAreReadAlikeEverywhere(
      String price, @Nullable BigDecimal number, String bought, @Nullable LocalDate day)
      throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(file, "Item,Price,Bought\nx,\"%s\",%s\n".formatted(price, bought));

    warehouse.inputTables().publish("shop", stock(), Optional.of(file));

    List<@Nullable Object> row =
        warehouse
            .sqlConsole()
            .query(
                "SELECT CAST(\"Price\" AS VARCHAR), CAST(\"Bought\" AS VARCHAR) FROM stock", 1, ANA)
            .rows()
            .getFirst();
    assertThat(row.get(0) == null ? null : new BigDecimal(String.valueOf(row.get(0))))
        .usingComparator(nullsFirst(BigDecimal::compareTo))
        .isEqualTo(number);
    assertThat(row.get(1) == null ? null : LocalDate.parse(String.valueOf(row.get(1))))
        .isEqualTo(day);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", ","})
  void theUsualDelimitersAreFound(String delimiter) throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(
        file,
        "\uFEFFItem,Price,Bought\nnail,2,2026-01-31\nbolt,3,2026-02-01\n".replace(",", delimiter));

    assertThat(warehouse.inputTables().publish("shop", stock(), Optional.of(file)).badCells())
        .isZero();
    assertThat(warehouse.sqlConsole().query("SELECT \"Item\" FROM stock", 9, ANA).rows())
        .containsExactlyInAnyOrder(List.of("nail"), List.of("bolt"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Item,Price,Bought\nnail,1\n\"open,2,3\n",
        "Item,Price,Bought\nnail,1,2,3,4,5\nbolt,1\n",
        "Item,Price,Bought\nna\0il,1,2020-01-01\n",
      })
  void whatIsNoCsvMakesNoTable(String text) throws IOException {
    Path file = uploads().resolve("stock.csv");
    Files.writeString(file, text);

    assertThatThrownBy(() -> warehouse.inputTables().publish("shop", stock(), Optional.of(file)))
        .isInstanceOfSatisfying(
            Refusal.class,
            // A reader that guesses at delimiters may see other headings than were meant.
            refusal -> assertThat(refusal.code()).isIn("CSV_UNREADABLE", "CSV_COLUMN_MISSING"));
    assertThat(warehouse.inputTables().publish("shop", stock(), Optional.empty()).created())
        .as("nothing was left behind")
        .isTrue();
  }

  private static InputTable stock() {
    return new InputTable(
        "stock",
        "Stock",
        new TableSource.Csv("stock"),
        List.of(
            column("item", "Item", Kind.TEXT),
            column("price", "Price", Kind.NUMBER),
            column("bought", "Bought", Kind.DATE)),
        List.of(),
        Optional.empty());
  }
}
