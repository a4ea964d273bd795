package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.warehouse.Change;
import dev.millrace.warehouse.EditHistory;
import dev.millrace.warehouse.ElementRows;
import dev.millrace.warehouse.InputTables;
import dev.millrace.warehouse.SigdsDoctor;
import dev.millrace.warehouse.SqlConsole;
import dev.millrace.warehouse.StatementTag;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.warehouse.WriteResult;
import dev.millrace.workbook.access.Reader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Behind the application's own warehouse: holds a step that has written and not yet ended. */
final class Gate implements BeanPostProcessor {
  private final AtomicReference<Held> next = new AtomicReference<>(Held.OPEN);

  /** Holds the next write of a sequence, once it is committed, until it is let go. */
  Held holdNextStep() {
    Held held = new Held(new CountDownLatch(1), new CountDownLatch(1));
    next.set(held);
    return held;
  }

  @Override
  public Object postProcessAfterInitialization(Object bean, String name) {
    return bean instanceof Warehouse warehouse
        ? new GatedWarehouse(warehouse, new GatedWriteBack(warehouse.writeBack(), next))
        : bean;
  }

  /** A write that stands at the gate. */
  record Held(CountDownLatch came, CountDownLatch goOn) {
    private static final Held OPEN = new Held(new CountDownLatch(0), new CountDownLatch(0));

    void await() {
      pass(came);
    }

    void letGo() {
      goOn.countDown();
    }

    private void stand() {
      came.countDown();
      pass(goOn);
    }

    private static void pass(CountDownLatch latch) {
      try {
        assertThat(latch.await(30, TimeUnit.SECONDS)).as("passed the gate").isTrue();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  private record GatedWriteBack(WriteBack writeBack, AtomicReference<Held> next)
      implements WriteBack {
    @Override
    public WriteResult write(Change change, Reader reader) {
      WriteResult result = writeBack.write(change, reader);
      if (change.origin().execution().isPresent()) {
        next.getAndSet(Held.OPEN).stand();
      }
      return result;
    }

    @Override
    public void endExecution(String executionId) {
      writeBack.endExecution(executionId);
    }
  }

  private record GatedWarehouse(Warehouse warehouse, WriteBack writeBack) implements Warehouse {
    @Override
    public InputTables inputTables() {
      return warehouse.inputTables();
    }

    @Override
    public EditHistory editHistory() {
      return warehouse.editHistory();
    }

    @Override
    public ElementRows elementRows() {
      return warehouse.elementRows();
    }

    @Override
    public SqlConsole sqlConsole() {
      return warehouse.sqlConsole();
    }

    @Override
    public SigdsDoctor doctor() {
      return warehouse.doctor();
    }

    @Override
    public boolean ready() {
      return warehouse.ready();
    }

    @Override
    public <T> T tagged(StatementTag tag, Supplier<T> work) {
      return warehouse.tagged(tag, work);
    }

    @Override
    public void close() {
      warehouse.close();
    }
  }
}
