package dev.millrace.app.wiring;

import dev.millrace.warehouse.InputTables;
import dev.millrace.workbook.access.Refusal;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Empties the warehouse's trash once a day; when it is opened, the warehouse does it itself. */
final class TrashSweep implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrashSweep.class);

  private final InputTables tables;
  private final ScheduledExecutorService daily =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("trash-sweep").factory());

  private final ScheduledFuture<?> next;

  TrashSweep(InputTables tables) {
    this.tables = tables;
    this.next = daily.scheduleAtFixedRate(this::sweep, 1, 1, TimeUnit.DAYS);
  }

  private void sweep() {
    try {
      int swept = tables.sweep();
      if (swept > 0) {
        LOG.info("{} tables and columns left the trash for good", swept);
      }
    } catch (Refusal e) {
      LOG.warn("The trash could not be emptied; tomorrow again: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    next.cancel(false);
    daily.close();
  }
}
