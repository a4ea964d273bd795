package dev.millrace.warehouse;

import static dev.millrace.warehouse.Shop.lines;
import static dev.millrace.warehouse.Shop.table;
import static dev.millrace.warehouse.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.InputTables.Trashed;
import dev.millrace.warehouse.TableChanges.Request;
import dev.millrace.warehouse.TableChanges.Wanted;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Columns and tables that are renamed, leave their workbook, and come back. */
abstract class PublishContract {
  private static final Duration KEPT = Duration.ofDays(30);
  private static final Column NOTE = column("note", "Note", Kind.TEXT);
  private static final Column AMOUNT = column("amount", "Amount", Kind.NUMBER);
  private static final InputTable WIDE = table("orders", NOTE, AMOUNT);
  private static final InputTable NARROW = table("orders", NOTE);
  private static final InputTable OTHER = table("other", NOTE);

  final TurnedClock clock = new TurnedClock();
  private Shop shop;

  /** Opens the warehouse of this test; a second call finds what the first left. */
  abstract Warehouse open(Clock at);

  @BeforeEach
  void openWarehouse() {
    shop = new Shop(open(clock));
  }

  @AfterEach
  void close() {
    shop.warehouse().close();
  }

  private static BigDecimal number(String text) {
    return new BigDecimal(text);
  }

  @Test
  void publishingTellsWhatIsNew() {
    assertThat(lines(shop.publish(NARROW))).containsExactly("orders CREATED 0");
    shop.insert("orders", "note", "a");

    assertThat(lines(shop.publish(WIDE))).containsExactly("orders KEPT 1", "  amount ADDED");
    assertThat(lines(shop.publish(WIDE))).containsExactly("orders KEPT 1");
  }

  @Test
  void columnsThatSwapTheirNamesKeepTheirValuesHistoryAndUndo() {
    Column from = column("from", "From", Kind.TEXT);
    Column into = column("into", "Into", Kind.TEXT);
    shop.publish(table("moves", from, into));
    String row = shop.insert("moves", "from", "a", "into", "b");
    UUID change = shop.update("moves", row, "from", "c");
    InputTable swapped =
        table("moves", column("from", "Into", Kind.TEXT), column("into", "From", Kind.TEXT));

    assertThat(lines(shop.publish(swapped)))
        .containsExactly("moves KEPT 1", "  from RENAMED was From", "  into RENAMED was Into");

    assertThat(shop.sql("SELECT \"From\", \"Into\" FROM moves")).containsExactly(List.of("b", "c"));
    assertThat(shop.rows(swapped)).containsExactly(List.of("c", "b"));
    assertThat(shop.history("moves").getFirst().rows().getFirst().old())
        .containsExactly(java.util.Map.entry("from", "a"));
    shop.update("moves", row, "into", "d");
    assertThat(shop.undo("moves", change).plan().count(Fate.BACK)).isEqualTo(1);
    assertThat(shop.sql("SELECT \"From\", \"Into\" FROM moves")).containsExactly(List.of("d", "a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "x\"; DROP TABLE MILLRACE_TABLES; --",
        "TRASH_C0001",
        "C0001",
        "select",
        "' OR 1=1 --",
        "日本 \\ é",
        " "
      })
  void hostileNamesAreNamesAndNothingElse(String name) {
    shop.publish(table("orders", NOTE, AMOUNT));
    String row = shop.insert("orders", "note", "a", "amount", 1);
    InputTable named =
        table("orders", column("note", name, Kind.TEXT), column("more", "More", Kind.TEXT));

    shop.publish(named);
    shop.update("orders", row, "more", "b");
    assertThat(shop.rows(named)).containsExactly(List.of("a", "b"));
    assertThat(shop.sql("SELECT \"%s\" FROM orders".formatted(name.replace("\"", "\"\""))))
        .containsExactly(List.of("a"));

    shop.publish(table("orders", AMOUNT));
    assertThat(lines(shop.publish(named)))
        .contains("  note RESTORED", "  more RESTORED", "  amount TRASHED");
    assertThat(shop.rows(named)).containsExactly(List.of("a", "b"));
  }

  @Test
  void aColumnThatLeavesIsGoneAndComesBackWithItsValues() {
    shop.publish(WIDE);
    String row = shop.insert("orders", "note", "a", "amount", 5);

    assertThat(lines(shop.publish(NARROW))).containsExactly("orders KEPT 1", "  amount TRASHED");
    assertThat(shop.rows(NARROW)).containsExactly(List.of("a"));
    assertThat(shop.refusedRow("orders", "amount", 1)).isEqualTo("UNKNOWN_COLUMN");
    assertThat(shop.sql("SELECT * FROM orders").getFirst()).doesNotContain(number("5"));
    assertThat(shop.warehouse().inputTables().trash())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.column().orElseThrow())
              .isEqualTo(new InputTables.TrashedColumn("amount", "Amount", Kind.NUMBER));
          assertThat(one.at()).isEqualTo(clock.instant());
          assertThat(one.until()).isEqualTo(clock.instant().plus(KEPT));
        });
    UUID change = shop.update("orders", row, "note", "b");
    clock.turn(KEPT.minusSeconds(1));

    assertThat(lines(shop.publish(WIDE))).containsExactly("orders KEPT 1", "  amount RESTORED");
    assertThat(shop.rows(WIDE)).containsExactly(List.of("b", 5L));
    assertThat(shop.warehouse().inputTables().trash()).isEmpty();
    shop.undo("orders", change);
    assertThat(shop.rows(WIDE)).containsExactly(List.of("a", 5L));
  }

  @Test
  void aColumnOfAnotherKindIsNotTheOneInTheTrash() {
    shop.publish(WIDE);
    shop.insert("orders", "note", "a", "amount", 5);
    shop.publish(NARROW);
    InputTable text = table("orders", NOTE, column("amount", "Amount", Kind.TEXT));

    assertThat(lines(shop.publish(text))).contains("  amount ADDED");
    assertThat(shop.rows(text)).containsExactly(Arrays.asList("a", null));
    assertThat(shop.history("orders").getFirst().rows().getFirst().now())
        .containsEntry("amount", number("5.0000000000"));
    shop.publish(NARROW);
    assertThat(lines(shop.publish(WIDE))).contains("  amount RESTORED");
    assertThat(shop.rows(WIDE)).containsExactly(List.of("a", 5L));
  }

  @Test
  void afterItsTimeAColumnIsGoneForGood() {
    shop.publish(WIDE);
    shop.insert("orders", "note", "a", "amount", 5);
    shop.publish(NARROW);
    clock.turn(KEPT);

    assertThat(shop.warehouse().inputTables().trash()).isEmpty();
    assertThat(lines(shop.preview(WIDE))).contains("  amount ADDED");
    assertThat(shop.warehouse().inputTables().sweep()).isEqualTo(1);
    assertThat(shop.warehouse().inputTables().sweep()).isZero();
    shop.insert("orders", "note", "b");
    assertThat(shop.everything().toString()).doesNotContain("TRASH_");
    shop.publish(WIDE);
    shop.insert("orders", "note", "c", "amount", 6);
    assertThat(shop.rows(WIDE))
        .containsExactlyInAnyOrder(
            Arrays.asList("a", null), Arrays.asList("b", null), List.of("c", 6L));
  }

  @Test
  void aTableThatLeavesTakesNoWritesAndComesBackWithRowsAndLog() {
    shop.publish(WIDE, OTHER);
    String row = shop.insert("orders", "note", "a", "amount", 5);
    UUID change = shop.update("orders", row, "note", "b");

    assertThat(lines(shop.publish(OTHER))).containsExactly("other KEPT 0", "orders TRASHED 1");
    assertThat(shop.refusedRow("orders", "note", "x")).isEqualTo("TABLE_NOT_FOUND");
    assertThat(catchThrowableOfType(Refusal.class, () -> shop.page(WIDE)).code())
        .isEqualTo("TABLE_NOT_FOUND");
    assertThat(catchThrowableOfType(Refusal.class, () -> shop.undo("orders", change)).code())
        .isEqualTo("TABLE_NOT_FOUND");
    assertThat(
            shop.sql(
                "SELECT table_name FROM information_schema.tables WHERE table_name = 'orders'"))
        .isEmpty();
    assertThat(shop.warehouse().inputTables().trash())
        .extracting(Trashed::element)
        .containsExactly("orders");

    assertThat(lines(shop.publish(WIDE, OTHER)))
        .containsExactly("orders RESTORED 1", "other KEPT 0");
    assertThat(shop.rows(WIDE)).containsExactly(List.of("b", 5L));
    assertThat(shop.history("orders")).hasSize(2);
    shop.undo("orders", change);
    assertThat(shop.sql("SELECT \"Note\" FROM orders")).containsExactly(List.of("a"));
  }

  @Test
  void theViewOfATableThatComesBackGivesWayToAnotherOfItsName() {
    shop.publish(WIDE);
    shop.insert("orders", "note", "a");
    shop.publish();
    InputTables tables = shop.warehouse().inputTables();
    tables.publish(new Request("bakery", List.of(new Wanted(NARROW, Optional.empty())), false));

    shop.publish(WIDE);

    assertThat(shop.sql("SELECT \"Note\" FROM shop_orders")).containsExactly(List.of("a"));
    assertThat(shop.sql("SELECT \"Note\" FROM orders")).isEmpty();
  }

  @Test
  void afterItsTimeATableIsGoneForGood() {
    shop.publish(WIDE, OTHER);
    shop.insert("orders", "note", "a");
    shop.publish(OTHER);
    clock.turn(KEPT);
    shop.warehouse().close();

    shop = new Shop(open(clock));

    assertThat(shop.sql("SELECT count(*) FROM MILLRACE_TABLES")).containsExactly(List.of(1L));
    assertThat(shop.warehouse().inputTables().sweep()).isZero();
    assertThat(
            shop.sql(
                "SELECT count(*) FROM information_schema.tables WHERE table_name LIKE 'SIGDS%'"))
        .containsExactly(List.of(2L));
    assertThat(lines(shop.publish(WIDE, OTHER)))
        .containsExactly("orders CREATED 0", "other KEPT 0");
  }

  @Test
  void whatIsPublishedAgainTooLateIsNewThoughNobodySweptYet() {
    shop.publish(WIDE);
    shop.insert("orders", "note", "a", "amount", 1);
    shop.publish();
    clock.turn(KEPT);

    assertThat(lines(shop.publish(WIDE))).containsExactly("orders CREATED 0");
    assertThat(shop.rows(WIDE)).isEmpty();
    assertThat(shop.warehouse().inputTables().sweep()).isZero();
    shop.insert("orders", "note", "b", "amount", 2);
    assertThat(shop.rows(WIDE)).containsExactly(List.of("b", 2L));
  }

  @Test
  void aPublicationThatIsRefusedInTheMiddleChangesNothing() {
    shop.publish(WIDE, OTHER);
    shop.insert("orders", "note", "a", "amount", 5);
    List<Object> before = shop.everything();
    InputTable changed =
        table(
            "orders",
            column("note", "Remark", Kind.TEXT),
            column("amount", "Amount", Kind.TEXT),
            column("day", "Day", Kind.DATE));
    Request request =
        new Request(
            "shop",
            List.of(
                new Wanted(changed, Optional.empty()),
                new Wanted(table("more", NOTE), Optional.of(Path.of("none.csv")))),
            true);

    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> shop.warehouse().inputTables().publish(request));

    assertThat(refusal.code()).isEqualTo("CSV_MISSING");
    assertThat(shop.everything()).isEqualTo(before);
    shop.insert("other", "note", "still there");
    shop.insert("orders", "note", "b", "amount", 6);
    assertThat(shop.page(WIDE).total()).isEqualTo(2);
  }

  @Test
  void aPreviewTellsTheSameAndChangesNothing() {
    shop.publish(WIDE, OTHER);
    shop.insert("orders", "note", "12", "amount", 5);
    List<Object> before = shop.everything();
    InputTable changed =
        table("orders", column("note", "Remark", Kind.NUMBER), column("day", "Day", Kind.DATE));

    TableChanges preview = shop.preview(changed);

    assertThat(lines(preview))
        .containsExactly(
            "orders KEPT 1",
            "  note RENAMED was Note",
            "  note RETYPED TEXT to NUMBER, 0 of 1 lost",
            "  day ADDED",
            "  amount TRASHED",
            "other TRASHED 0");
    assertThat(shop.everything()).isEqualTo(before);
    assertThat(shop.publish(changed)).isEqualTo(preview);
    assertThat(shop.rows(changed)).containsExactly(Arrays.asList(12L, null));
  }

  @Test
  void oneTableAloneLeavesTheOthersOfItsWorkbook() {
    shop.publish(WIDE, OTHER);
    shop.warehouse().inputTables().publish("shop", NARROW, Optional.empty());

    assertThat(shop.insert("other", "note", "still there")).isNotEmpty();
    assertThat(shop.write("nothing", UUID.randomUUID(), RuledTables.insert("note", "a")))
        .isInstanceOf(Refused.class);
  }
}
