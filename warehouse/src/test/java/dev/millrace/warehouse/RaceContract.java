package dev.millrace.warehouse;

import static dev.millrace.warehouse.Tables.ANA;
import static dev.millrace.warehouse.Tables.BEN;
import static dev.millrace.warehouse.Tables.cells;
import static dev.millrace.warehouse.Tables.insert;
import static dev.millrace.warehouse.Tables.orders;
import static dev.millrace.warehouse.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.warehouse.WriteResult.Conflict;
import dev.millrace.warehouse.WriteResult.Written;
import dev.millrace.workbook.access.Reader;
import dev.millrace.workbook.model.TableSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two people who saw the same row change it at the same moment: one of them is told. {@code
 * -Dmillrace.races} makes it thorough.
 */
abstract class RaceContract {
  private static final int RACES = Integer.getInteger("millrace.races", 300);

  private List<Warehouse> both = List.of();

  /** The warehouse as the two see it: once for both, or once for each. */
  abstract List<Warehouse> open();

  @BeforeEach
  void publish() {
    both = open();
    both.forEach(warehouse ->
        warehouse.inputTables().publish("shop", orders(new TableSource.Empty()), Optional.empty()));
  }

  @AfterEach
  void close() {
    both.stream().distinct().forEach(Warehouse::close);
  }

  @Test
  void oneOfTwoIsTold() throws Exception {
    race(true);
  }

  /** The same race without the check of versions: this test is able to fail. */
  @Test
  void withoutTheCheckTheRaceIsLost() {
    assertThatThrownBy(() -> race(false)).isInstanceOf(AssertionError.class);
  }

  private void race(boolean checked) throws Exception {
    Written inserted =
        (Written)
            both.getFirst().writeBack().write(insert(UUID.randomUUID(), cells("amount", 0)), ANA);
    String row = inserted.rows().getFirst().row();
    CyclicBarrier start = new CyclicBarrier(2);
    long version = inserted.editNumber();
    try (ExecutorService two = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < RACES; i++) {
        OptionalLong seen = checked ? OptionalLong.of(version) : OptionalLong.empty();
        Future<WriteResult> ana = two.submit(() -> write(start, both.getFirst(), row, seen, ANA));
        Future<WriteResult> ben = two.submit(() -> write(start, both.getLast(), row, seen, BEN));
        version = winner(ana.get(), ben.get());
      }
    }
  }

  private static WriteResult write(
      CyclicBarrier start, Warehouse warehouse, String row, OptionalLong seen, Reader reader)
      throws Exception {
    Change change = update(UUID.randomUUID(), row, seen, cells("note", reader.user()));
    start.await();
    return warehouse.writeBack().write(change, reader);
  }

  private static long winner(WriteResult ana, WriteResult ben) {
    WriteResult first = ana instanceof Written ? ana : ben;
    WriteResult second = ana instanceof Written ? ben : ana;
    assertThat(first).isInstanceOf(Written.class);
    assertThat(second).isInstanceOf(Conflict.class);
    Written written = (Written) first;
    Conflict conflict = (Conflict) second;
    String by = ana instanceof Written ? ANA.user() : BEN.user();
    assertThat(conflict.rows().getFirst().by()).isEqualTo(by);
    assertThat(conflict.rows().getFirst().version()).isEqualTo(written.editNumber());
    return written.editNumber();
  }
}
