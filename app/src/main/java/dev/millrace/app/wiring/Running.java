package dev.millrace.app.wiring;

import dev.millrace.app.event.Events;
import dev.millrace.app.published.PublishedWorkbooks;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workers.Workers;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Works jobs and follows the tables: from before the first request until after the last. */
final class Running implements SmartLifecycle {
  private static final int BEFORE_THE_SERVER = 0;

  private final Workers workers;
  private final Warehouse warehouse;
  private final Events events;
  private final PublishedWorkbooks workbooks;
  private @Nullable AutoCloseable following;

  Running(Workers workers, Warehouse warehouse, Events events, PublishedWorkbooks workbooks) {
    this.workbooks = workbooks;
    this.workers = workers;
    this.warehouse = warehouse;
    this.events = events;
  }

  @Override
  public synchronized void start() {
    following =
        warehouse
            .inputTables()
            .follow((table, change, editNumber, rows, by) ->
                events.rowsChanged(
                    table.workbook(),
                    table.element(),
                    editNumber,
                    rows,
                    by,
                    workbooks.lookingInto(table.workbook(), table.element())));
    workers.open();
  }

  @Override
  public synchronized void stop() {
    AutoCloseable open = following;
    following = null;
    workers.close();
    try {
      if (open != null) {
        open.close();
      }
    } catch (Exception e) {
      throw new IllegalStateException("The tables could not be left", e);
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return following != null;
  }

  @Override
  public int getPhase() {
    return BEFORE_THE_SERVER;
  }
}
