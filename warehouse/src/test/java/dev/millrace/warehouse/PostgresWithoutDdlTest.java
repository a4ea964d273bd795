package dev.millrace.warehouse;

import static dev.millrace.warehouse.Shop.table;
import static dev.millrace.warehouse.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.Wanted;
import dev.millrace.warehouse.postgres.PostgresSettings;
import dev.millrace.warehouse.postgres.PostgresWarehouse;
import dev.millrace.warehouse.publish.PublishTerms;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A warehouse whose owner makes all tables, by scripts that Millrace writes. */
final class PostgresWithoutDdlTest {
  private static final InputTable ORDERS =
      table(
          "orders",
          column("note", "It's a \"note\" \\ ?", Kind.TEXT),
          column("n", "N", Kind.NUMBER));

  private final String database = PostgresServer.newDatabase();
  private final String role = "clerk_" + database.replaceAll(".*/(test_[0-9]+).*", "$1");
  @TempDir private Path folder;
  private Shop shop;

  @BeforeEach
  void openAsAClerk() {
    owner("CREATE ROLE %s LOGIN PASSWORD 'x'".formatted(role));
    Refusal missing = catchThrowableOfType(Refusal.class, this::open);
    assertThat(missing.code()).isEqualTo("WAREHOUSE_GRANT_MISSING");
    owner(String.valueOf(missing.getMessage()).lines().skip(1).reduce("", (a, b) -> a + "\n" + b));
    shop = new Shop(open());
  }

  @AfterEach
  void close() {
    shop.warehouse().close();
  }

  private Warehouse open() {
    return PostgresWarehouse.open(
        PostgresSettings.of(
                database.substring(0, database.indexOf('?')),
                Optional.of(role),
                Optional.of("x"),
                "millrace")
            .withPublishing(new PublishTerms(Duration.ofDays(30), false)),
        Tables.FORMULAS,
        Clock.systemUTC());
  }

  private void owner(String script) {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(script);
    } catch (SQLException e) {
      throw new IllegalStateException(script, e);
    }
  }

  /** What the refusal of these tables wants to be run. */
  private String script(InputTable... tables) {
    Refusal refused = shop.refused(tables);
    assertThat(refused.code()).isEqualTo("DDL_NEEDED");
    assertThat(shop.preview(tables).script()).isPresent();
    return String.valueOf(refused.facts().get("script"));
  }

  @Test
  void tablesThatSomebodyElseMadeAreWrittenReadAndUndone() {
    List<Object> before = shop.everything();
    String script = script(ORDERS);
    assertThat(shop.everything()).isEqualTo(before);

    owner(script);
    assertThat(Shop.lines(shop.publish(ORDERS))).containsExactly("orders KEPT 0");
    String row = shop.insert("orders", "note", "a", "n", 1);
    shop.undo("orders", shop.update("orders", row, "note", "b"));

    assertThat(shop.rows(ORDERS)).hasSize(1);
    assertThat(shop.sql("SELECT \"It's a \"\"note\"\" \\ ?\" FROM \"orders\""))
        .containsExactly(List.of("a"));
    assertThat(shop.preview(ORDERS).script()).isEmpty();
    assertThat(shop.warehouse().doctor().check().findings()).isEmpty();
  }

  @Test
  void columnsAndTablesComeAndGoByScript() {
    owner(script(ORDERS));
    shop.publish(ORDERS);
    shop.insert("orders", "note", "a", "n", 1);
    InputTable later =
        table("orders", column("note", "Remark", Kind.TEXT), column("day", "Day", Kind.DATE));

    owner(script(later));
    shop.publish(later);
    String row = shop.insert("orders", "note", "b", "day", "2026-01-31");
    assertThat(shop.sql("SELECT \"Remark\" FROM \"orders\" ORDER BY 1"))
        .containsExactly(List.of("a"), List.of("b"));
    owner(script(ORDERS));
    shop.publish(ORDERS);
    assertThat(shop.rows(ORDERS).getFirst().get(1)).hasToString("1");
    owner(script());
    shop.publish();
    assertThat(shop.refusedRow("orders", "note", "c")).isEqualTo("TABLE_NOT_FOUND");
    owner(script(ORDERS));
    shop.publish(ORDERS);
    shop.delete("orders", row);
    assertThat(shop.rows(ORDERS)).hasSize(1);
    assertThat(shop.warehouse().doctor().check().findings()).isEmpty();
  }

  @Test
  void theFirstRowsOfACsvTableComeOnce() throws IOException {
    Path file = Files.writeString(folder.resolve("stock.csv"), "Note\nnail\nbolt\n");
    InputTable stock =
        new InputTable(
            "stock",
            "Stock",
            new TableSource.Csv("stock"),
            List.of(column("note", "Note", Kind.TEXT)),
            List.of(),
            Optional.empty());
    Request request = new Request("shop", List.of(new Wanted(stock, Optional.of(file))), false);
    owner(shop.warehouse().inputTables().preview(request).script().orElseThrow());

    shop.warehouse().inputTables().publish(request);
    shop.warehouse().inputTables().publish(request);

    assertThat(Set.copyOf(shop.sql("SELECT \"Note\" FROM \"stock\"")))
        .containsExactlyInAnyOrder(List.of("nail"), List.of("bolt"));
  }

  @Test
  void aScriptThatCameTooLateChangesNothing() {
    String first = script(ORDERS);
    String second = script(ORDERS, table("other", column("a", "A", Kind.TEXT)));
    owner(first);
    List<Object> before = shop.everything();

    Throwable late =
        catchThrowableOfType(IllegalStateException.class, () -> owner(second)).getCause();
    assertThat(late).hasMessageContaining("already exists");
    assertThat(shop.everything()).isEqualTo(before);
  }

  @Test
  void aColumnOfAnotherTypeIsRefused() {
    owner(script(ORDERS));
    shop.publish(ORDERS);
    InputTable retyped = table("orders", column("note", "Note", Kind.NUMBER));

    assertThat(shop.refused(retyped).code()).isEqualTo("RETYPE_NEEDS_DDL");
  }
}
