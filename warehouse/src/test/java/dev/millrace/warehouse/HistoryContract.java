package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static dev.millrace.warehouse.Tables.ORDERS;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.change;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.orders;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.Change.ActorKind;
import dev.millrace.warehouse.Change.Origin;
import dev.millrace.warehouse.Change.RowChange;
import dev.millrace.warehouse.EditHistory.ChangedSince;
import dev.millrace.warehouse.EditHistory.Entry;
import dev.millrace.warehouse.EditHistory.Fate;
import dev.millrace.warehouse.EditHistory.Filter;
import dev.millrace.warehouse.EditHistory.Target;
import dev.millrace.warehouse.EditHistory.Undo;
import dev.millrace.warehouse.EditHistory.UndoPlan;
import dev.millrace.warehouse.ElementRows.PageRequest;
import dev.millrace.warehouse.WriteResult.Refused;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.access.Refusal;
import dev.millrace.workbook.model.Element.InputTable;
import dev.millrace.workbook.model.TableSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the log tells and what can be taken back, whatever warehouse holds it. */
abstract class HistoryContract {
  private static final InputTable ORDERS_TABLE = orders(new TableSource.Empty());
  private static final Filter ALL = filter(Optional.empty(), Optional.empty(), Optional.empty());

  Warehouse warehouse;

  abstract Warehouse open();

  @BeforeEach
  void publish() {
    warehouse = open();
    warehouse.inputTables().publish("shop", ORDERS_TABLE, Optional.empty());
  }

  @AfterEach
  void close() {
    warehouse.close();
  }

  private static Filter filter(
      Optional<String> row, Optional<String> column, Optional<String> execution) {
    return new Filter(row, column, Optional.empty(), execution, OptionalLong.empty(), 100);
  }

  private UUID write(Change change, Reader reader) {
    return ((Written) warehouse.writeBack().write(change, reader)).change();
  }

  private String inserted(Map<String, @Nullable Object> values) {
    Written written = (Written) warehouse.writeBack().write(insert(UUID.randomUUID(), values), ANA);
    return written.rows().getFirst().row();
  }

  private UUID updated(String row, Reader reader, Map<String, @Nullable Object> values) {
    return write(update(UUID.randomUUID(), row, OptionalLong.empty(), values), reader);
  }

  private UUID deleted(String row, Reader reader) {
    return write(
        change(UUID.randomUUID(), new RowChange.Delete(row, OptionalLong.empty())), reader);
  }

  private List<Entry> entries(Filter filter) {
    return warehouse.editHistory().entries(ORDERS, filter);
  }

  private Undo undo(UUID... changes) {
    return warehouse
        .editHistory()
        .undo(UUID.randomUUID(), ORDERS, new Target.Changes(Set.of(changes)), ANA);
  }

  private static UUID id(Undo undo) {
    return ((Written) undo.result()).change();
  }

  private static String refusal(Undo undo) {
    return ((Refused) undo.result()).code();
  }

  /** Note and amount of that row; empty if there is none. */
  private List<@Nullable Object> row(String id) {
    var rows =
        warehouse.elementRows().rows("shop", ORDERS_TABLE, List.of(id), Map.of(), ANA).rows();
    return rows.isEmpty() ? List.of() : rows.getFirst().values().subList(0, 2);
  }

  @Test
  void aRowTellsWhoPutWhatThereWhen() {
    String row = inserted(cells("note", "first", "amount", 1));
    inserted(cells("note", "another row"));
    UUID second = updated(row, BEN, cells("note", "second"));

    List<Entry> history = entries(filter(Optional.of(row), Optional.empty(), Optional.empty()));

    assertThat(history).hasSize(2);
    assertThat(history.getFirst().change()).isEqualTo(second);
    assertThat(history.getFirst().by()).isEqualTo("ben@example.com");
    assertThat(history.getFirst().rows().getFirst().old()).isEqualTo(cells("note", "first"));
    assertThat(history.getFirst().rows().getFirst().now()).isEqualTo(cells("note", "second"));
    assertThat(history.getLast().by()).isEqualTo("ana@example.com");
    assertThat(history.getFirst().at()).isAfterOrEqualTo(history.getLast().at());
    assertThat(entries(filter(Optional.of(row), Optional.of("amount"), Optional.empty())))
        .as("the cell's own history")
        .hasSize(1);
  }

  @Test
  void theHistoryIsReadPageByPage() {
    for (int i = 0; i < 5; i++) {
      inserted(cells("amount", i));
    }
    List<Long> numbers = new ArrayList<>();
    OptionalLong before = OptionalLong.empty();
    for (int page = 0; page < 3; page++) {
      List<Entry> some =
          entries(
              new Filter(
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  Optional.empty(),
                  before,
                  2));
      some.forEach(entry -> numbers.add(entry.editNumber()));
      before = OptionalLong.of(some.getLast().editNumber());
    }
    assertThat(numbers).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThatThrownBy(() ->
            entries(
                new Filter(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    OptionalLong.empty(),
                    0)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("PAGE_INVALID"));
  }

  @Test
  void anUndoPutsBackWhatWasAndIsAChangeItself() {
    String row = inserted(cells("note", "old", "amount", 1));
    UUID change = updated(row, BEN, cells("note", "new", "amount", null));

    Undo undo = undo(change);

    assertThat(row(row)).containsExactly("old", 1L);
    assertThat(undo.plan().count(Fate.BACK)).isEqualTo(1);
    Entry newest = entries(ALL).getFirst();
    assertThat(newest.change()).isEqualTo(id(undo));
    assertThat(newest.undoes()).containsExactly(change);
    assertThat(newest.by()).isEqualTo("ana@example.com");
  }

  @Test
  void undoRedoAndUndoAgain() {
    String row = inserted(cells("note", "old"));
    UUID change = updated(row, BEN, cells("note", "new"));

    UUID undo = id(undo(change));
    assertThat(refusal(undo(change))).isEqualTo("NOTHING_TO_UNDO");
    id(undo(undo));
    assertThat(row(row)).startsWith("new");
    id(undo(change));
    assertThat(row(row)).startsWith("old");
    assertThat(refusal(undo(undo))).as("its redo was taken back").isEqualTo("NOTHING_TO_UNDO");
  }

  @Test
  void rowsThatCameGoAndRowsThatWentComeBackUnderTheirId() {
    String row = inserted(cells("note", "x", "amount", 7));
    UUID made = entries(ALL).getFirst().change();
    UUID gone = deleted(row, BEN);

    undo(gone);
    assertThat(row(row)).containsExactly("x", 7L);
    undo(made);
    assertThat(row(row)).isEmpty();
  }

  @Test
  void whatOthersChangedSinceStaysAndIsNamed() {
    String row = inserted(cells("note", "old", "amount", 1));
    String other = inserted(cells("note", "old too"));
    UUID change =
        write(
            change(
                UUID.randomUUID(),
                new RowChange.Update(row, OptionalLong.empty(), cells("note", "n", "amount", 2)),
                new RowChange.Update(other, OptionalLong.empty(), cells("note", "n"))),
            ANA);
    updated(row, BEN, cells("note", "ben's"));
    updated(other, BEN, cells("note", "ben's too"));
    Target target = new Target.Changes(Set.of(change));

    UndoPlan preview = warehouse.editHistory().preview(ORDERS, target);
    Undo undo = undo(change);

    assertThat(preview).isEqualTo(undo.plan());
    assertThat(preview.rows())
        .extracting(EditHistory.RowUndo::fate)
        .containsExactly(Fate.PARTLY, Fate.KEPT);
    assertThat(preview.rows().getFirst().kept())
        .extracting(ChangedSince::column, ChangedSince::by)
        .containsExactly(org.assertj.core.groups.Tuple.tuple("note", "ben@example.com"));
    assertThat(row(row)).containsExactly("ben's", 1L);
    assertThat(row(other)).startsWith("ben's too");
  }

  @Test
  void aNewRowThatSomebodyWentOnWithStays() {
    String row = inserted(cells("note", "x"));
    UUID made = entries(ALL).getFirst().change();
    updated(row, BEN, cells("amount", 5));

    assertThat(refusal(undo(made))).isEqualTo("NOTHING_TO_UNDO");
    assertThat(row(row)).containsExactly("x", 5L);
  }

  @Test
  void anExecutionGoesBackAsAWholeNewestFirst() {
    String row = inserted(cells("note", "0"));
    Origin origin =
        new Origin(ActorKind.SEQUENCE, Optional.of("e-1"), Optional.of("s"), Optional.of("a"));
    for (int i = 1; i <= 3; i++) {
      write(
          new Change(
              UUID.randomUUID(),
              ORDERS,
              List.of(
                  new RowChange.Update(row, OptionalLong.empty(), cells("note", "" + i)),
                  new RowChange.Insert(Optional.of("new-" + i), cells("amount", i))),
              origin),
          ANA);
    }
    write(
        new Change(
            UUID.randomUUID(),
            ORDERS,
            List.of(new RowChange.Delete("new-2", OptionalLong.empty())),
            origin),
        ANA);
    updated("new-3", BEN, cells("note", "mine"));

    Undo undo =
        warehouse.editHistory().undo(UUID.randomUUID(), ORDERS, new Target.OfExecution("e-1"), BEN);

    assertThat(undo.plan().changes()).isEqualTo(4);
    assertThat(row(row)).startsWith("0");
    assertThat(row("new-1")).isEmpty();
    assertThat(row("new-2")).isEmpty();
    assertThat(row("new-3")).startsWith("mine");
    assertThat(entries(filter(Optional.empty(), Optional.empty(), Optional.of("e-1")))).hasSize(4);
  }

  @Test
  void aRepeatedUndoIsOneUndo() {
    String row = inserted(cells("note", "old"));
    UUID change = updated(row, ANA, cells("note", "new"));
    UUID id = UUID.randomUUID();
    Target target = new Target.Changes(Set.of(change));
    EditHistory history = warehouse.editHistory();

    Written first = (Written) history.undo(id, ORDERS, target, ANA).result();
    Written again = (Written) history.undo(id, ORDERS, target, ANA).result();

    assertThat(again.repeated()).isTrue();
    assertThat(again.rows()).isEqualTo(first.rows());
    assertThat(refusal(history.undo(id, ORDERS, new Target.OfExecution("something else"), ANA)))
        .isEqualTo("CHANGE_ID_REUSED");
    assertThat(entries(ALL)).hasSize(3);
  }

  @Test
  void whatTheLogDoesNotHoldCannotBeUndone() {
    assertThat(refusal(undo(UUID.randomUUID()))).isEqualTo("CHANGE_NOT_FOUND");
    assertThatThrownBy(
            () -> warehouse.editHistory().preview(ORDERS, new Target.OfExecution("nobody")))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CHANGE_NOT_FOUND"));
  }

  @Test
  void anUndoIsToldLikeEveryChange() throws Exception {
    String row = inserted(cells("note", "old"));
    UUID change = updated(row, ANA, cells("note", "new"));
    BlockingQueue<Long> told = new LinkedBlockingQueue<>();
    warehouse
        .inputTables()
        .follow((table, id, number, rows, by) -> {
          if (number > 2) {
            told.add(number);
          }
        });
    undo(change);
    assertThat(told.poll(30, TimeUnit.SECONDS)).isEqualTo(3L);
    assertThat(
            warehouse
                .elementRows()
                .page("shop", ORDERS_TABLE, new PageRequest(List.of(), 0, 10, Map.of()), ANA)
                .rows()
                .getFirst()
                .version())
        .as("seen by whoever edits next")
        .isEqualTo(3);
  }

  @Test
  void aRowThatWentAndCameBackAndThatSomebodyWentOnWithStays() {
    String row = inserted(cells("note", "x"));
    UUID gone = deleted(row, ANA);
    UUID back = id(undo(gone));
    updated(row, BEN, cells("note", "ben's"));

    assertThat(refusal(undo(back, gone))).isEqualTo("NOTHING_TO_UNDO");
    assertThat(row(row)).startsWith("ben's");
  }

  @Test
  void aRepeatedUndoTellsWhichRowsItPutBack() {
    String row = inserted(cells("note", "old"));
    Target target = new Target.Changes(Set.of(updated(row, ANA, cells("note", "new"))));
    UUID id = UUID.randomUUID();

    Undo first = warehouse.editHistory().undo(id, ORDERS, target, ANA);
    Undo again = warehouse.editHistory().undo(id, ORDERS, target, ANA);

    assertThat(again.plan()).isEqualTo(first.plan());
  }

  @Test
  void moreEntriesThanOneStatementReadsAreAllTakenBack() {
    String row = inserted(cells("amount", 0));
    List<UUID> changes = new ArrayList<>();
    for (int i = 1; i <= 250; i++) {
      changes.add(updated(row, ANA, cells("amount", i)));
    }

    Undo undo = undo(changes.toArray(UUID[]::new));

    assertThat(undo.plan().changes()).isEqualTo(250);
    assertThat(row(row).get(1)).isEqualTo(0L);
    assertThat(entries(filter(Optional.empty(), Optional.of("note"), Optional.empty())))
        .as("only the insert named a note")
        .hasSize(1);
  }

  @Test
  void anUndoOfMoreRowsThanAChangeMayHaveIsRefused() {
    RowChange[] half = new RowChange[Change.MAX_ROWS / 2 + 1];
    UUID[] changes = new UUID[2];
    for (int c = 0; c < changes.length; c++) {
      for (int i = 0; i < half.length; i++) {
        half[i] = new RowChange.Insert(Optional.of("r-" + c + "-" + i), cells("amount", i));
      }
      changes[c] = write(change(UUID.randomUUID(), half), ANA);
    }

    assertThatThrownBy(() -> undo(changes))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo("CHANGE_SIZE"));
    Entry shown = entries(ALL).getFirst();
    assertThat(shown.rows()).hasSize(EditHistory.MAX_ROWS_SHOWN);
    assertThat(shown.rowCount()).isEqualTo(half.length);
  }

  @ParameterizedTest
  @ValueSource(strings = {"' OR 1=1 --", "%", "_", "", "\\", "\"},{\"row\":\"", "\0"})
  void whatNobodyHasIsNotFoundHoweverItIsWritten(String text) {
    inserted(cells("note", "x"));

    assertThat(entries(filter(Optional.of(text), Optional.empty(), Optional.empty()))).isEmpty();
    assertThat(entries(filter(Optional.empty(), Optional.of(text), Optional.empty()))).isEmpty();
    assertThat(entries(filter(Optional.empty(), Optional.empty(), Optional.of(text)))).isEmpty();
    assertThat(
            refusal(
                warehouse
                    .editHistory()
                    .undo(UUID.randomUUID(), ORDERS, new Target.OfExecution(text), ANA)))
        .isEqualTo("CHANGE_NOT_FOUND");
  }
}
