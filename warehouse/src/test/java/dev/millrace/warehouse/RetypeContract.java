package dev.millrace.warehouse;

import static dev.millrace.warehouse.Shop.lines;
import static dev.millrace.warehouse.Shop.table;
import static dev.millrace.warehouse.Tables.column;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.EditHistory.ChangedSince;
import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.EditHistory.RowUndo;
import dev.millrace.warehouse.EditHistory.Undo;
import dev.millrace.warehouse.TableChanges.Lost;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.warehouse.cell.Conversion;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Column;
import dev.millrace.workbook.model.Column.Kind;
import dev.millrace.workbook.model.Element.InputTable;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that get another kind. */
abstract class RetypeContract {
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

  private static InputTable of(Kind kind) {
    return table("t", column("a", "A", kind));
  }

  private List<@Nullable Object> values(Kind kind) {
    List<@Nullable Object> values = new ArrayList<>();
    shop.rows(of(kind)).forEach(row -> values.add(row.getFirst()));
    return values;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "NUMBER | 12.5 | TEXT | 12.5",
        "NUMBER | 1000000 | TEXT | 1000000",
        "NUMBER | 1 | CHECKBOX | true",
        "NUMBER | 12.5 | MULTI_SELECT | [12.5]",
        "DATE | 2026-01-31 | TEXT | 2026-01-31",
        "DATE | 2026-01-31 | DATETIME | 2026-01-31T00:00",
        "DATETIME | 2026-01-31T08:30:00.000001 | TEXT | 2026-01-31T08:30:00.000001",
        "DATETIME | 2026-01-31T00:00:00 | DATE | 2026-01-31T00:00",
        "SINGLE_SELECT | red | MULTI_SELECT | [red]",
        "SINGLE_SELECT | [\"r\"] | MULTI_SELECT | [[\"r\"]]",
        "SINGLE_SELECT | red | TEXT | red",
        "MULTI_SELECT | [\"red\"] | SINGLE_SELECT | red",
        "MULTI_SELECT | [\"red\",\"it's\"] | TEXT | [\"red\",\"it's\"]",
        "TEXT | [\"red\",\"blue\"] | MULTI_SELECT | [red, blue]",
        "TEXT | ' 1,234.50 ' | NUMBER | 1234.5",
        "TEXT | -1e3 | NUMBER | -1000",
        "TEXT | 2026-01-31T08:30 | DATETIME | 2026-01-31T08:30",
        "TEXT | Yes | CHECKBOX | true",
        "TEXT | ' ' | NUMBER | ",
        "TEXT | ' x ' | SINGLE_SELECT | ' x '",
      })
  void whatFitsIsConvertedWithoutQuestion(
      Kind from, String given, Kind to, @Nullable String wanted) {
    shop.publish(of(from));
    shop.insert("t", "a", from == Kind.NUMBER ? new BigDecimal(given) : given);

    TableChanges publication = shop.publish(of(to));

    assertThat(publication.lost()).isZero();
    assertThat(values(to).stream().map(value -> value == null ? null : value.toString()))
        .containsExactly(wanted);
    assertThat(shop.marks(of(to))).isEmpty();
    assertThat(shop.sql("SELECT \"A\" FROM t")).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "TEXT | abc | NUMBER",
        "TEXT | 1,5 | NUMBER",
        "TEXT | NaN | NUMBER",
        "TEXT | 1e99 | NUMBER",
        "TEXT | 9999999999999999999 | NUMBER",
        "TEXT | 31.01.2026 | DATE",
        "TEXT | 2026-02-30 | DATE",
        "TEXT | 0000-01-01 | DATETIME",
        "TEXT | perhaps | CHECKBOX",
        "TEXT | red | MULTI_SELECT",
        "NUMBER | 2 | CHECKBOX",
        "NUMBER | 20260131 | DATE",
        "DATE | 2026-01-31 | NUMBER",
        "CHECKBOX | true | DATE",
        "MULTI_SELECT | [\"a\",\"b\"] | SINGLE_SELECT",
      })
  void whatDoesNotFitIsShownRefusedAndKeptAsideOnceAccepted(Kind from, String given, Kind to) {
    shop.publish(of(from));
    Object value =
        switch (from) {
          case NUMBER -> new BigDecimal(given);
          case CHECKBOX -> true;
          default -> given;
        };
    String row = shop.insert("t", "a", value);
    List<Object> before = shop.everything();

    TableChanges preview = shop.preview(of(to));
    assertThat(preview.lost()).isEqualTo(1);
    Lost lost =
        preview.tables().getFirst().columns().getFirst().retype().orElseThrow().first().getFirst();
    assertThat(lost.row()).isEqualTo(row);
    assertThat(lost.given()).isEqualTo(given);
    assertThat(lost.reason()).isNotBlank().doesNotContain(given);
    Refusal refusal = shop.refused(of(to));
    assertThat(refusal.code()).isEqualTo("COLUMN_RETYPE_LOSES");
    assertThat(refusal.facts().toString())
        .contains(row, given, to.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
    assertThat(refusal.getMessage()).doesNotContain(given);
    assertThat(shop.everything()).isEqualTo(before);

    assertThat(shop.publishWithLoss(of(to))).isEqualTo(preview);

    assertThat(values(to)).containsExactly((Object) null);
    assertThat(shop.marks(of(to))).containsExactly("a VALUE_TYPE " + given);
    assertThat(shop.publishWithLoss(of(from)).lost()).isZero();
    assertThat(shop.marks(of(from))).isEmpty();
    assertThat(shop.publish(of(from)).lost()).isZero();
    assertThat(
            Conversion.text(
                java.util.Objects.requireNonNull(
                    shop.sql("SELECT \"A\" FROM t").getFirst().getFirst())))
        .isEqualToIgnoringCase(given);
  }

  @Test
  void whatFitsOnlyInPartIsALossToo() {
    shop.publish(of(Kind.DATETIME));
    shop.insert("t", "a", "2026-01-31T08:30:00");

    assertThat(shop.refused(of(Kind.DATE)).code()).isEqualTo("COLUMN_RETYPE_LOSES");
    shop.publishWithLoss(of(Kind.DATE));
    assertThat(values(Kind.DATE)).containsExactly(LocalDateTime.parse("2026-01-31T00:00"));
    assertThat(shop.marks(of(Kind.DATE))).isEmpty();

    shop.publish(of(Kind.DATETIME));
    assertThat(values(Kind.DATETIME)).containsExactly(LocalDateTime.parse("2026-01-31T08:30"));
  }

  @Test
  void whatSomebodyEnteredSinceCountsNotWhatWasKeptAside() {
    shop.publish(of(Kind.TEXT));
    String row = shop.insert("t", "a", "abc");
    shop.publishWithLoss(of(Kind.NUMBER));
    shop.update("t", row, "a", 7);

    shop.publish(of(Kind.TEXT));

    assertThat(values(Kind.TEXT)).containsExactly("7");
  }

  @Test
  void theReportCountsAllAndNamesTheFirstHundred() {
    shop.publish(of(Kind.TEXT));
    Change many =
        new Change(
            UUID.randomUUID(),
            new Change.TableId("shop", "t"),
            IntStream.range(0, 12_000)
                .mapToObj(i ->
                    (Change.RowChange)
                        new Change.RowChange.Insert(
                            Optional.of("r%05d".formatted(i)),
                            Tables.cells("a", i % 2 == 0 ? "" + i : "x" + i)))
                .toList(),
            Change.Origin.PERSON);
    assertThat(shop.warehouse().writeBack().write(many, Tables.ANA)).isInstanceOf(Written.class);

    TableChanges publication = shop.publishWithLoss(of(Kind.NUMBER));

    assertThat(lines(publication))
        .containsExactly("t KEPT 12000", "  a RETYPED TEXT to NUMBER, 6000 of 12000 lost");
    List<Lost> first =
        publication.tables().getFirst().columns().getFirst().retype().orElseThrow().first();
    assertThat(first).hasSize(100);
    assertThat(first.getLast().given()).isEqualTo("x199");
    assertThat(
            shop.sql("SELECT count(\"A\"), sum(\"A\"), min(\"A\"), max(\"A\") FROM t").toString())
        .contains("6000", "35994000", "11998");
    assertThat(shop.sql("SELECT count(DISTINCT GIVEN) FROM MILLRACE_BAD_CELLS"))
        .containsExactly(List.of(6_000L));
  }

  @Test
  void historyTellsWhatWasEnteredThenAndUndoBringsBackWhatFits() {
    shop.publish(of(Kind.TEXT));
    String fits = shop.insert("t", "a", "12");
    UUID first = shop.update("t", fits, "a", "13");
    String unfit = shop.insert("t", "a", "abc");
    UUID second = shop.update("t", unfit, "a", "14");
    shop.publish(of(Kind.NUMBER));

    assertThat(shop.history("t").getFirst().rows().getFirst().old())
        .containsExactly(Map.entry("a", "abc"));
    assertThat(shop.undo("t", first).result()).isInstanceOf(Written.class);
    Undo refused = shop.undo("t", second);

    assertThat(((Refused) refused.result()).code()).isEqualTo("COLUMN_RETYPED");
    assertThat(refused.plan().rows())
        .containsExactly(
            new RowUndo(
                unfit,
                Fate.KEPT,
                List.of(new ChangedSince("a", "", clock.instant(), ChangedSince.Reason.RETYPED))));
    assertThat(values(Kind.NUMBER)).containsExactlyInAnyOrder(12L, 14L);
    assertThat(
            shop.warehouse()
                .editHistory()
                .past(new Change.TableId("shop", "t"), clock.instant(), Optional.empty(), 10)
                .rows())
        .hasSize(2);
  }

  @Test
  void aRowThatComesBackLeavesOutWhatDoesNotFit() {
    InputTable before = table("t", column("a", "A", Kind.TEXT), column("b", "B", Kind.DATE));
    InputTable after = table("t", column("a", "A", Kind.NUMBER), column("b", "B", Kind.TEXT));
    shop.publish(before);
    String row = shop.insert("t", "a", "abc", "b", "2026-01-31");
    UUID deleted = shop.delete("t", row);
    shop.publish(after);

    Undo undo = shop.undo("t", deleted);

    assertThat(undo.plan().rows().getFirst().fate()).isEqualTo(Fate.PARTLY);
    assertThat(shop.rows(after)).containsExactly(Arrays.asList(null, "2026-01-31"));
    UUID back = ((Written) undo.result()).change();
    assertThat(shop.undo("t", back).result()).isInstanceOf(Written.class);
    assertThat(shop.rows(after)).isEmpty();
  }

  @Test
  void aChangeSentAgainAfterwardsIsAnsweredOrRefusedButNeverDoneTwice() {
    shop.publish(of(Kind.TEXT));
    UUID id = UUID.randomUUID();
    shop.write("t", id, RuledTables.insert("a", "12"));
    shop.publish(of(Kind.NUMBER));

    assertThat(shop.write("t", id, RuledTables.insert("a", "12"))).isInstanceOf(Refused.class);
    assertThat(((Refused) shop.write("t", id, RuledTables.insert("a", 12))).code())
        .isEqualTo("CHANGE_ID_REUSED");
    assertThat(values(Kind.NUMBER)).containsExactly(12L);
  }

  @Test
  void renameRetypeAndDropInOnePublicationAndBack() {
    Column a = column("a", "A", Kind.TEXT);
    Column b = column("b", "B", Kind.NUMBER);
    Column c = column("c", "C", Kind.CHECKBOX);
    InputTable before = table("t", a, b, c);
    InputTable after = table("t", column("b", "A", Kind.TEXT), column("a", "B", Kind.NUMBER));
    shop.publish(before);
    String row = shop.insert("t", "a", "1", "b", 2, "c", true);
    UUID change = shop.update("t", row, "a", "3", "b", 4, "c", false);

    assertThat(lines(shop.publish(after)))
        .containsExactly(
            "t KEPT 1",
            "  b RENAMED was B",
            "  b RETYPED NUMBER to TEXT, 0 of 1 lost",
            "  a RENAMED was A",
            "  a RETYPED TEXT to NUMBER, 0 of 1 lost",
            "  c TRASHED");
    assertThat(shop.rows(after)).containsExactly(List.of("4", 3L));
    assertThat(shop.undo("t", change).plan().count(Fate.BACK)).isEqualTo(1);
    assertThat(shop.rows(after)).containsExactly(List.of("2", 1L));

    shop.publish(before);
    assertThat(shop.rows(before)).containsExactly(List.of("1", 2L, false));
    clock.turn(java.time.Duration.ofDays(30));
    assertThat(shop.warehouse().inputTables().sweep()).isEqualTo(4);
    assertThat(shop.rows(before)).containsExactly(List.of("1", 2L, false));
    shop.update("t", row, "c", true);
    assertThat(shop.history("t")).hasSize(4);
    shop.warehouse().close();
    shop = new Shop(open(clock));
    shop.publish(before);
    assertThat(shop.rows(before)).containsExactly(List.of("1", 2L, true));
    assertThat(shop.history("t").getLast().rows().getFirst().now()).containsEntry("a", "1");
  }

  @Test
  void aWriteWithAVersionFromBeforeStillCounts() {
    shop.publish(of(Kind.TEXT));
    String row = shop.insert("t", "a", "1");
    long version = shop.page(of(Kind.TEXT)).rows().getFirst().version();
    shop.publish(of(Kind.NUMBER));

    WriteResult result =
        shop.write(
            "t",
            UUID.randomUUID(),
            new Change.RowChange.Update(row, OptionalLong.of(version), Tables.cells("a", 2)));

    assertThat(result).isInstanceOf(Written.class);
    assertThat(values(Kind.NUMBER)).containsExactly(2L);
  }

  @Test
  void writesInTheMidstOfPublishingAreTakenWholeOrRefused() throws Exception {
    shop.publish(of(Kind.TEXT));
    List<String> taken = new CopyOnWriteArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> writers =
        IntStream.range(0, 4)
            .mapToObj(writer ->
                Thread.ofVirtual()
                    .start(() -> {
                      for (int i = 0; !done.get(); i++) {
                        String value = "%d".formatted(writer * 1_000_000 + i);
                        Object given = i % 2 == 0 ? value : new BigDecimal(value);
                        if (shop.write("t", UUID.randomUUID(), RuledTables.insert("a", given))
                            instanceof Written) {
                          taken.add(value);
                        }
                      }
                    }))
            .toList();

    for (int round = 0; round < 5; round++) {
      shop.publish(of(Kind.NUMBER));
      shop.publish(of(Kind.TEXT));
    }
    done.set(true);
    for (Thread writer : writers) {
      writer.join();
    }

    List<String> held = new ArrayList<>();
    shop.warehouse()
        .sqlConsole()
        .query("SELECT \"A\" FROM t", 10_000, Tables.ANA)
        .rows()
        .forEach(row -> held.add(String.valueOf(row.getFirst())));
    assertThat(held).containsExactlyInAnyOrderElementsOf(taken);
  }
}
