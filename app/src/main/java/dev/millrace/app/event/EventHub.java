package dev.millrace.app.event;

import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.workbook.access.Access;
import dev.millrace.workbook.access.Refusal;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps events and hands them to the open streams, in one order for all. One thread writes, many
 * events in one commit. Ids go on growing over restarts, also when nothing is kept.
 */
@Component
final class EventHub implements DisposableBean {
  private static final Logger LOG = LoggerFactory.getLogger(EventHub.class);
  private static final int MOST_WAITING = 10_000;
  private static final int BATCH = 500;

  private final EventLog log;
  private final Access access;
  private final Clock clock;
  private final MillraceSettings.Events settings;
  private final BlockingQueue<Waiting> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
  private final List<EventStream> streams = new ArrayList<>();
  private final Thread writer;
  private volatile boolean open = true;
  private Instant cleaned = Instant.MIN;
  private long last;

  EventHub(EventLog log, Access access, Clock clock, MillraceSettings settings) {
    this.log = log;
    this.access = access;
    this.clock = clock;
    this.settings = settings.events();
    this.last = Math.max(log.last().orElse(0L), clock.millis() * 1000);
    this.writer = Thread.ofPlatform().name("events").start(this::write);
  }

  /** Tells the event as soon as it is kept. The result is done then, or fails. */
  CompletableFuture<Void> tell(Draft draft) {
    Waiting event = new Waiting(draft, new CompletableFuture<>());
    try {
      waiting.put(event);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      event.kept().completeExceptionally(e);
    }
    return event.kept();
  }

  /**
   * Opens a stream.
   *
   * @throws Refusal {@code TOO_MANY_STREAMS}
   */
  synchronized EventStream join(Listener listener) {
    String user = listener.reader().user();
    long open = streams.stream().filter(s -> s.listener().reader().user().equals(user)).count();
    if (open >= settings.streamsPerUser()) {
      throw Refusal.of(
          Refusal.Kind.TOO_MANY,
          "TOO_MANY_STREAMS",
          "%d event streams are open for you. Close a tab.".formatted(open));
    }
    EventStream stream = new EventStream(listener, last, settings.backlog());
    streams.add(stream);
    return stream;
  }

  synchronized void leave(EventStream stream) {
    streams.remove(stream);
  }

  /** What was told between that event and the stream's beginning, oldest first, a page of it. */
  List<Event> missed(EventStream stream, long after) {
    return log.between(after, stream.joinedAfter(), BATCH);
  }

  /** Whether everything after that event is still kept. */
  boolean keeps(long after) {
    return log.first().map(first -> after >= first - 1).orElse(false);
  }

  boolean hears(EventStream stream, Event event) {
    return stream.listener().hears(event.audience(), access);
  }

  /** Streams have no end of their own, and the server waits for its requests when it stops. */
  @EventListener(ContextClosedEvent.class)
  synchronized void endStreams() {
    streams.forEach(EventStream::end);
  }

  @Override
  public void destroy() throws InterruptedException {
    open = false;
    writer.join();
  }

  private void write() {
    while (open || !waiting.isEmpty()) {
      List<Waiting> batch = new ArrayList<>();
      try {
        Waiting first = waiting.poll(100, TimeUnit.MILLISECONDS);
        if (first != null) {
          batch.add(first);
          waiting.drainTo(batch, BATCH - 1);
          tell(keep(batch));
          batch.forEach(event -> event.kept().complete(null));
        }
        clean();
      } catch (InterruptedException e) {
        LOG.warn("Interrupted; events go on");
      } catch (RuntimeException e) {
        LOG.error("{} events could not be kept", batch.size(), e);
        batch.forEach(event -> event.kept().completeExceptionally(e));
      }
    }
  }

  /** Keeps what was not kept before; effects are known by their id. */
  private List<Event> keep(List<Waiting> batch) {
    List<Event> events = new ArrayList<>();
    List<Optional<String>> effects = new ArrayList<>();
    Set<String> inBatch = new HashSet<>();
    long id = last;
    for (Waiting next : batch) {
      Draft draft = next.draft();
      @Nullable String effect = draft.effect().orElse(null);
      if (effect == null || (inBatch.add(effect) && !log.holdsEffect(effect))) {
        events.add(new Event(++id, draft.type(), draft.audience(), draft.body()));
        effects.add(draft.effect());
      }
    }
    if (!events.isEmpty()) {
      log.append(events, effects, clock.instant());
    }
    return events;
  }

  private synchronized void tell(List<Event> events) {
    for (Event event : events) {
      last = event.id();
      streams.stream().filter(stream -> hears(stream, event)).forEach(s -> s.offer(event));
    }
  }

  private void clean() {
    Instant now = clock.instant();
    if (cleaned.isBefore(now.minusSeconds(60))) {
      cleaned = now;
      log.forgetBefore(now.minus(settings.kept()));
    }
  }

  /** An event on its way to the log. */
  private record Waiting(Draft draft, CompletableFuture<Void> kept) {}
}
