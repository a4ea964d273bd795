package dev.millrace.engine.embedded;

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
import io.camunda.zeebe.protocol.record.ValueType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the engine's log on a thread of its own and tells a listener what it waits for. */
final class RecordFeed implements Subscription, LogRecordAwaiter {
  private static final Logger LOG = LoggerFactory.getLogger(RecordFeed.class);

  private final LogStream log;
  private final FileLog storage;
  private final LogStreamReader reader;
  private final EngineListener listener;
  private final Semaphore news = new Semaphore(0);
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Thread thread;
  private final RecordMetadata metadata = new RecordMetadata();

  private RecordFeed(LogStream log, FileLog storage, EngineListener listener) {
    this.log = log;
    this.storage = storage;
    this.reader = log.newLogStreamReader();
    this.listener = listener;
    this.thread = Thread.ofPlatform().name("millrace-engine-feed").unstarted(this::read);
  }

  /** Feeds the listener with what is written from now on. */
  static RecordFeed open(LogStream log, FileLog storage, EngineListener listener) {
    RecordFeed feed = new RecordFeed(log, storage, listener);
    feed.reader.seekToEnd();
    log.registerRecordAvailableListener(feed);
    feed.onRecordAvailable();
    feed.thread.start();
    return feed;
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
        tell(reader.next());
      }
    }
    reader.close();
  }

  private void tell(LoggedEvent event) {
    metadata.reset();
    event.readMetadata(metadata);
    if (metadata.getRecordType() != RecordType.EVENT) {
      return;
    }
    try {
      if (metadata.getValueType() == ValueType.PROCESS_INSTANCE) {
        tellEnd(event, metadata.getIntent());
      } else if (metadata.getValueType() == ValueType.INCIDENT) {
        tellIncident(event, metadata.getIntent());
      }
    } catch (RuntimeException bug) {
      LOG.error(
          "The listener failed at record {}; it goes on with the next.", event.getPosition(), bug);
    }
  }

  private void tellEnd(LoggedEvent event, Intent intent) {
    if (intent != ProcessInstanceIntent.ELEMENT_COMPLETED
        && intent != ProcessInstanceIntent.ELEMENT_TERMINATED) {
      return;
    }
    ProcessInstanceRecord element = new ProcessInstanceRecord();
    event.readValue(element);
    if (element.getProcessInstanceKey() != event.getKey()) {
      return;
    }
    if (intent == ProcessInstanceIntent.ELEMENT_COMPLETED) {
      listener.completed(event.getKey());
    } else {
      listener.terminated(event.getKey());
    }
  }

  private void tellIncident(LoggedEvent event, Intent intent) {
    if (intent != IncidentIntent.CREATED && intent != IncidentIntent.RESOLVED) {
      return;
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
