package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.NOT_FOUND;
import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.WorkflowEngine.Subscription;
import dev.millrace.engine.embedded.folder.ReaderPosition;
import dev.millrace.engine.embedded.log.FileLog;
import io.camunda.zeebe.logstreams.log.LogRecordAwaiter;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the engine's log on a thread of its own and tells a listener what it waits for. */
final class RecordFeed implements Subscription, LogRecordAwaiter {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFeed.class);
  private static final long REPORT_EVERY = 1000;

  private final LogStream log;
  private final FileLog storage;
  private final LogStreamReader reader;
  private final RecordTeller teller;
  private final ReaderPosition position;
  private final Semaphore news = new Semaphore(0);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private volatile boolean failed;
  private long reached;

  private RecordFeed(
      LogStream log, FileLog storage, EngineListener listener, ReaderPosition position) {
    this.log = log;
    this.storage = storage;
    this.reader = log.newLogStreamReader();
    this.teller = new RecordTeller(listener);
    this.position = position;
    this.thread = Thread.ofPlatform().name("millrace-engine-feed").unstarted(this::read);
  }

  /**
   * Feeds the listener.
   *
   * @param after position of the last record it knows; empty for what is written from now on
   * @param position where to say what the listener is done with
   */
  static RecordFeed open(
      LogStream log,
      FileLog storage,
      OptionalLong after,
      EngineListener listener,
      ReaderPosition position) {
    RecordFeed feed = new RecordFeed(log, storage, listener, position);
    if (after.isPresent()) {
      feed.beginAfter(after.getAsLong());
    } else {
      feed.reader.seekToEnd();
    }
    log.registerRecordAvailableListener(feed);
    feed.onRecordAvailable();
    feed.thread.start();
    return feed;
  }

  /** Asks twice: once the position is known, nothing that it needs can go; before, it could. */
  private void beginAfter(long after) {
    requireKept(after);
    try {
      position.beginAfter(after);
    } catch (IOException refused) {
      reader.close();
      throw new EngineException(
          UNAVAILABLE, "The engine's folder does not take the reader's position.", refused);
    }
    requireKept(after);
    reader.seek(after + 1);
  }

  private void requireKept(long after) {
    long first = Math.max(1, storage.firstPosition());
    long last = Math.max(0, storage.lastPosition());
    if (after < first - 1 || after > last) {
      reader.close();
      throw new EngineException(
          NOT_FOUND,
          "The engine has the records from position %d to %d; what comes after %d it has not."
              .formatted(first, last, after),
          null);
    }
  }

  @Override
  public void done(long position) {
    this.position.done(position);
  }

  @Override
  public void onRecordAvailable() {
    storage.whenSafe(news::release);
  }

  /** It ended before it was closed: the listener hears nothing more. */
  boolean failed() {
    return failed;
  }

  private void read() {
    try (reader) {
      while (!closed.get()) {
        news.acquireUninterruptibly();
        news.drainPermits();
        tellWhatIsSafe();
      }
    } catch (RuntimeException | Error unreadable) {
      failed = true;
      LOG.error(
          "The engine's log could not be read after record {}; what comes after is not told before the next start.",
          reached,
          unreadable);
    }
  }

  private void tellWhatIsSafe() {
    while (!closed.get()
        && reader.hasNext()
        && reader.peekNext().getPosition() <= storage.safePosition()) {
      LoggedEvent event = reader.next();
      if (teller.tell(event) || event.getPosition() - reached >= REPORT_EVERY) {
        reached = event.getPosition();
        teller.reached(reached);
      }
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    log.removeRecordAvailableListener(this);
    news.release();
    if (!Thread.currentThread().equals(thread)) {
      join();
    }
  }

  private void join() {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
