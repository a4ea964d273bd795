package dev.millrace.app.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What waits for one browser. Filled by the hub, emptied by the request's thread. */
final class EventStream {
  private final Listener listener;
  private final long joinedAfter;
  private final BlockingQueue<Optional<Event>> waiting;
  private volatile boolean ended;

  /**
   * A stream.
   *
   * @param joinedAfter id of the last event that will not come through it
   */
  EventStream(Listener listener, long joinedAfter, int backlog) {
    this.listener = listener;
    this.joinedAfter = joinedAfter;
    this.waiting = new ArrayBlockingQueue<>(backlog);
  }

  Listener listener() {
    return listener;
  }

  long joinedAfter() {
    return joinedAfter;
  }

  boolean ended() {
    return ended;
  }

  /**
   * The end is an empty element. A browser that does not keep up is cut off; it comes back and
   * catches up from the log.
   */
  void offer(Event event) {
    if (!waiting.offer(Optional.of(event))) {
      end();
    }
  }

  void end() {
    ended = true;
    waiting.clear();
    waiting.offer(Optional.empty());
  }

  /** The next event, or empty if none came in that time or the stream has ended. */
  Optional<Event> next(Duration time) throws InterruptedException {
    if (ended) {
      return Optional.empty();
    }
    Optional<Event> event = waiting.poll(time.toMillis(), TimeUnit.MILLISECONDS);
    return event == null ? Optional.empty() : event;
  }
}
