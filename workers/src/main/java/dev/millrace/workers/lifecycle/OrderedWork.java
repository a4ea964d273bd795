package dev.millrace.workers.lifecycle;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that must not be lost because a database is away for a while: done one after the other, on a
 * thread of its own, and tried again until it succeeds.
 */
final class OrderedWork implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OrderedWork.class);
  private static final int MAX_TRIES = 120;

  private final Duration pause;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("millrace-executions").daemon().factory());
  private int tries;
  private boolean busy;

  /**
   * @param pause between two tries
   */
  OrderedWork(Duration pause) {
    this.pause = pause;
  }

  /** Takes the work on; without effect once closed. */
  void add(Runnable work) {
    synchronized (waiting) {
      if (thread.isShutdown()) {
        return;
      }
      waiting.addLast(work);
      if (!busy) {
        busy = true;
        thread.execute(this::drain);
      }
    }
  }

  private void drain() {
    Optional<Runnable> work = first();
    while (work.isPresent()) {
      if (!attempt(work.get())) {
        later();
        return;
      }
      tries = 0;
      synchronized (waiting) {
        waiting.removeFirst();
      }
      work = first();
    }
  }

  private Optional<Runnable> first() {
    synchronized (waiting) {
      busy = !waiting.isEmpty();
      return Optional.ofNullable(waiting.peekFirst());
    }
  }

  private void later() {
    synchronized (waiting) {
      if (!thread.isShutdown()) {
        ScheduledFuture<?> unused =
            thread.schedule(this::drain, pause.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** True if the work is over, for better or worse. */
  private boolean attempt(Runnable work) {
    try {
      work.run();
      return true;
    } catch (RuntimeException failure) {
      tries++;
      if (tries == 1 || tries == MAX_TRIES) {
        LOG.error("An execution cannot be brought up to date; try {}.", tries, failure);
      }
      return tries == MAX_TRIES;
    }
  }

  /** Does what is waiting, each once more at most. */
  @Override
  public void close() {
    synchronized (waiting) {
      thread.shutdown();
    }
    try {
      if (!thread.awaitTermination(10, TimeUnit.SECONDS)) {
        LOG.warn("Executions are still being brought up to date; the rest is left.");
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
