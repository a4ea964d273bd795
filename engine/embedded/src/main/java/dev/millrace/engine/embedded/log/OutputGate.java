package dev.millrace.engine.embedded.log;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back what must not be seen before the log is safe up to a position. Lets it out on a thread
 * of its own: what hangs on an output may append to the log, and an append may have to wait for the
 * thread that makes the log safe.
 */
final class OutputGate implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputGate.class);

  private final Thread thread =
      Thread.ofPlatform().name("millrace-engine-output").unstarted(this::run);

  // Guarded by this.
  private final Deque<Output> waiting = new ArrayDeque<>();
  private long safe;
  private boolean closed;

  OutputGate(long safe) {
    this.safe = safe;
  }

  void start() {
    thread.start();
  }

  /** Positions must not fall from one call to the next. */
  synchronized void add(long position, Runnable action) {
    if (!closed) {
      waiting.add(new Output(position, action));
      if (position <= safe) {
        notifyAll();
      }
    }
  }

  synchronized void open(long safe) {
    this.safe = safe;
    if (due()) {
      notifyAll();
    }
  }

  private boolean due() {
    return !waiting.isEmpty() && waiting.element().position <= safe;
  }

  private void run() {
    for (Output output = next(); output != null; output = next()) {
      try {
        output.action.run();
      } catch (RuntimeException bug) {
        // One that fails must not keep the others from getting out.
        LOG.error("What waited for position {} of the log failed.", output.position, bug);
      }
    }
  }

  /** The next that is due; null when there will be none. An interrupt is nobody's business here. */
  @SuppressWarnings("NullAway") // null says the end, to the one caller
  private synchronized Output next() {
    while (!due() && !closed) {
      try {
        wait();
      } catch (InterruptedException ignored) {
        LOG.debug("The output of the log was interrupted; it goes on.");
      }
    }
    return due() ? waiting.remove() : null;
  }

  /** Lets out what is due, and nothing more. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
      notifyAll();
    }
    if (!Thread.currentThread().equals(thread)) {
      Joining.join(thread);
    }
  }

  private record Output(long position, Runnable action) {}
}
