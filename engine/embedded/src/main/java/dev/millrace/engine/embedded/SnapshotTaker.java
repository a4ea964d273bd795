package dev.millrace.engine.embedded;

import dev.millrace.engine.embedded.folder.ReaderPosition;
import dev.millrace.engine.embedded.folder.Snapshots;
import dev.millrace.engine.embedded.log.FileLog;
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
  private static final int MAX_PAUSE_SECONDS = 512;

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
  private int pause;
  private int wait;

  /**
   * @param since address in the log up to which the last snapshot, or none, has it
   * @param reader what it still needs is kept
   * @param every bytes of log between two snapshots
   */
  SnapshotTaker(
      FileLog log,
      long since,
      Snapshots snapshots,
      Partition.Running running,
      ReaderPosition reader,
      long every) {
    this.log = log;
    this.snapshots = snapshots;
    this.running = running;
    this.reader = reader;
    this.every = every;
    this.lastEnd = since;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // look() reports for itself
  void start() {
    thread.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
  }

  /** After a failure it looks away for a while, twice as long each time: a full disk stays full. */
  private void look() {
    if (wait > 0) {
      wait--;
    } else if (log.end() - lastEnd >= every) {
      pause = take() ? 0 : Math.clamp(pause * 2L, 1, MAX_PAUSE_SECONDS);
      wait = pause;
    }
  }

  /** Whether all went well. */
  private boolean take() {
    try {
      long end = log.end();
      long processed = running.processor().getLastProcessedPositionAsync().get();
      if (processed > lastProcessed) {
        take(processed);
        lastEnd = end;
        lastProcessed = processed;
        reader.forget(snapshots.needed(), log::deleteBefore);
      }
      return true;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } catch (IOException | ExecutionException | RuntimeException failed) {
      LOG.warn("No snapshot of the engine's state was taken; the log is kept instead.", failed);
      return false;
    }
  }

  private void take(long processed) throws IOException, ExecutionException, InterruptedException {
    try {
      running.state().createSnapshot(snapshots.begin().toFile());
      long written = Math.max(processed, running.processor().getLastWrittenPositionAsync().get());
      if (!log.awaitSafe(written)) {
        throw new IOException("The log did not become safe up to position " + written);
      }
      snapshots.complete(processed, written);
    } finally {
      snapshots.abandon();
    }
  }

  /**
   * Takes a last snapshot, so that the next opening has little to read. Returns when the state is
   * not read any more, even if interrupted.
   */
  @Override
  public void close() {
    thread.close();
    if (log.failure().isEmpty() && log.end() > lastEnd) {
      boolean taken = take();
      LOG.debug("The last snapshot was taken: {}", taken);
    }
  }
}
