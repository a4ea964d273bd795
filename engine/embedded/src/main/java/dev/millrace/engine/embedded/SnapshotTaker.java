package dev.millrace.engine.embedded;

import dev.millrace.engine.embedded.storage.FileLog;
import dev.millrace.engine.embedded.storage.ReaderPosition;
import dev.millrace.engine.embedded.storage.Snapshots;
import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a snapshot of the state whenever the log has grown by so much, and when the engine closes;
 * then lets go of the log that neither a snapshot nor a reader needs.
 */
final class SnapshotTaker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTaker.class);
  private static final long LOOK_SECONDS = 1;

  private final FileLog log;
  private final Snapshots snapshots;
  private final Partition.Running running;
  private final ReaderPosition reader;
  private final long every;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("millrace-engine-snapshots").factory());
  private long lastEnd;
  private long lastProcessed = -1;

  /**
   * @param reader what it still needs is kept
   * @param every bytes of log between two snapshots
   */
  SnapshotTaker(
      FileLog log,
      Snapshots snapshots,
      Partition.Running running,
      ReaderPosition reader,
      long every) {
    this.log = log;
    this.snapshots = snapshots;
    this.running = running;
    this.reader = reader;
    this.every = every;
    this.lastEnd = log.end();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // look() reports for itself
  void start() {
    thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    if (log.end() - lastEnd >= every) {
      take();
    }
  }

  private void take() {
    try {
      long end = log.end();
      long processed = running.processor().getLastProcessedPositionAsync().get();
      if (processed <= lastProcessed) {
        return;
      }
      running.state().createSnapshot(snapshots.begin().toFile());
      long written = Math.max(processed, running.processor().getLastWrittenPositionAsync().get());
      if (log.awaitSafe(written)) {
        snapshots.complete(processed, written);
        lastEnd = end;
        lastProcessed = processed;
        compact();
      }
    } catch (IOException | ExecutionException | RuntimeException failed) {
      LOG.warn("No snapshot of the engine's state was taken; the log is kept instead.", failed);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void compact() throws IOException {
    long needed = Math.min(snapshots.needed(), reader.forgettable());
    if (needed > 0) {
      log.deleteBefore(needed);
    }
  }

  /** Takes a last snapshot, so that the next opening has little to read. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(1, TimeUnit.MINUTES) && log.end() > lastEnd) {
        take();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
