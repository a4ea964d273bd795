package dev.millrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a listener was told, in order. */
final class Told implements EngineListener {
  /** One call of the listener. */
  sealed interface Event {
    long instance();

    record Completed(long instance) implements Event {}

    record Terminated(long instance) implements Event {}

    record Raised(Incident incident) implements Event {
      @Override
      public long instance() {
        return incident.processInstanceKey();
      }
    }

    record Resolved(Incident incident) implements Event {
      @Override
      public long instance() {
        return incident.processInstanceKey();
      }
    }

    record Task(UserTask task, UserTask.State state) implements Event {
      @Override
      public long instance() {
        return task.processInstanceKey();
      }
    }
  }

  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  /** The next event, whatever it is. */
  Event next() throws InterruptedException {
    Event event = events.poll(60, TimeUnit.SECONDS);
    assertThat(event).as("nothing was told within 60 s").isNotNull();
    return event;
  }

  /** The next event, which must be an incident. */
  Incident incident() throws InterruptedException {
    Event event = next();
    assertThat(event).isInstanceOf(Event.Raised.class);
    return ((Event.Raised) event).incident();
  }

  /** The next event, which must be of a user task in that state. */
  UserTask task(UserTask.State state) throws InterruptedException {
    Event event = next();
    assertThat(event).isInstanceOf(Event.Task.class);
    assertThat(((Event.Task) event).state()).isEqualTo(state);
    return ((Event.Task) event).task();
  }

  boolean isEmpty() {
    return events.isEmpty();
  }

  @Override
  public void completed(long processInstanceKey) {
    events.add(new Event.Completed(processInstanceKey));
  }

  @Override
  public void terminated(long processInstanceKey) {
    events.add(new Event.Terminated(processInstanceKey));
  }

  @Override
  public void incidentRaised(Incident incident) {
    events.add(new Event.Raised(incident));
  }

  @Override
  public void incidentResolved(Incident incident) {
    events.add(new Event.Resolved(incident));
  }

  @Override
  public void userTaskChanged(UserTask task, UserTask.State state) {
    events.add(new Event.Task(task, state));
  }
}
