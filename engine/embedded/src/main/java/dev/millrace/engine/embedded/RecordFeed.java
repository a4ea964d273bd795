package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineException.Code.NOT_FOUND;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.WorkflowEngine.Subscription;
import dev.millrace.engine.embedded.storage.FileLog;
import io.camunda.zeebe.logstreams.log.LogRecordAwaiter;
import io.camunda.zeebe.logstreams.log.LogStream;
import io.camunda.zeebe.logstreams.log.LogStreamReader;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the engine's log on a thread of its own and tells a listener what it waits for. */
final class RecordFeed implements Subscription, LogRecordAwaiter {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFeed.class);
  private static final long REPORT_EVERY = 1000;

  private final LogStream log;
  private final FileLog storage;
  private final LogStreamReader reader;
  private final EngineListener listener;
  private final LongConsumer onDone;
  private final Semaphore news = new Semaphore(0);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private final RecordMetadata metadata = new RecordMetadata();
  private long reached;

  private RecordFeed(LogStream log, FileLog storage, EngineListener listener, LongConsumer onDone) {
    this.log = log;
    this.storage = storage;
    this.reader = log.newLogStreamReader();
    this.listener = listener;
    this.onDone = onDone;
    this.thread = Thread.ofPlatform().name("millrace-engine-feed").unstarted(this::read);
  }

  /**
   * Feeds the listener.
   *
   * @param after position of the last record it knows; empty for what is written from now on
   * @param onDone told what the listener is done with
   */
  static RecordFeed open(
      LogStream log,
      FileLog storage,
      OptionalLong after,
      EngineListener listener,
      LongConsumer onDone) {
    RecordFeed feed = new RecordFeed(log, storage, listener, onDone);
    if (after.isPresent()) {
      feed.requireKept(after.getAsLong());
      feed.reader.seek(after.getAsLong() + 1);
    } else {
      feed.reader.seekToEnd();
    }
    log.registerRecordAvailableListener(feed);
    feed.onRecordAvailable();
    feed.thread.start();
    return feed;
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
    onDone.accept(position);
  }

  @Override
  public void onRecordAvailable() {
    storage.whenSafe(news::release);
  }

  private void read() {
    while (!closed.get()) {
      news.acquireUninterruptibly();
      news.drainPermits();
      while (!closed.get()
          && reader.hasNext()
          && reader.peekNext().getPosition() <= storage.safePosition()) {
        LoggedEvent event = reader.next();
        if (tell(event) || event.getPosition() - reached >= REPORT_EVERY) {
          reached = event.getPosition();
          listener.reached(reached);
        }
      }
    }
    reader.close();
  }

  /** Whether there was something to tell. */
  private boolean tell(LoggedEvent event) {
    metadata.reset();
    event.readMetadata(metadata);
    if (metadata.getRecordType() != RecordType.EVENT) {
      return false;
    }
    try {
      return switch (metadata.getValueType()) {
        case PROCESS_INSTANCE -> tellEnd(event, metadata.getIntent());
        case INCIDENT -> tellIncident(event, metadata.getIntent());
        default -> false;
      };
    } catch (RuntimeException bug) {
      LOG.error(
          "The listener failed at record {}; it goes on with the next.", event.getPosition(), bug);
      return true;
    }
  }

  private boolean tellEnd(LoggedEvent event, Intent intent) {
    if (intent != ProcessInstanceIntent.ELEMENT_COMPLETED
        && intent != ProcessInstanceIntent.ELEMENT_TERMINATED) {
      return false;
    }
    ProcessInstanceRecord element = new ProcessInstanceRecord();
    event.readValue(element);
    if (element.getProcessInstanceKey() != event.getKey()) {
      return false;
    }
    if (intent == ProcessInstanceIntent.ELEMENT_COMPLETED) {
      listener.completed(event.getKey());
    } else {
      listener.terminated(event.getKey());
    }
    return true;
  }

  private boolean tellIncident(LoggedEvent event, Intent intent) {
    if (intent != IncidentIntent.CREATED && intent != IncidentIntent.RESOLVED) {
      return false;
    }
    IncidentRecord incident = new IncidentRecord();
    event.readValue(incident);
    Incident told =
        new Incident(
            event.getKey(),
            incident.getProcessInstanceKey(),
            incident.getElementInstanceKey(),
            incident.getElementId(),
            incident.getJobKey(),
            incident.getErrorType().name(),
            incident.getErrorMessage());
    if (intent == IncidentIntent.CREATED) {
      listener.incidentRaised(told);
    } else {
      listener.incidentResolved(told);
    }
    return true;
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
