package dev.millrace.warehouse.write;

import dev.millrace.warehouse.sigds.StoredTable;
import dev.millrace.workbook.access.Refusal;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings tables up to their logs that were left behind, by us or by a process that died. */
final class Finisher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Finisher.class);

  private final Supplier<Collection<StoredTable>> tables;
  private final Writers writers;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofVirtual().name("warehouse-finisher").factory());

  Finisher(Supplier<Collection<StoredTable>> tables, Writers writers, Duration sweep) {
    this.tables = tables;
    this.writers = writers;
    long pause = sweep.toMillis();
    var unused =
        timer.scheduleWithFixedDelay(this::finishAbandoned, pause, pause, TimeUnit.MILLISECONDS);
  }

  /** Those that this process knows to be behind. */
  void settle() {
    tables.get().stream()
        .filter(table -> !writers.of(table.id()).ledger().visible())
        .forEach(this::finish);
  }

  void finishAbandoned() {
    settle();
    tables.get().stream()
        .filter(table ->
            writers.of(table.id()).ledger() instanceof LogFirst ledger
                && ledger.abandoned(table).isPresent())
        .forEach(this::finish);
  }

  private void finish(StoredTable table) {
    GroupWriter writer = writers.of(table.id());
    try {
      writer.alone(session -> {
        writer.ledger().begin(session, List.of(table), List.of(), List.of());
        return true;
      });
      LOG.info("The table {} was brought up to its log", table.view());
    } catch (Refusal | java.util.concurrent.CancellationException e) {
      LOG.debug("The table {} stays behind its log for now", table.view(), e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
