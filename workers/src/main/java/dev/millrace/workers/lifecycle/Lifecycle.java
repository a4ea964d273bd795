package dev.millrace.workers.lifecycle;

import dev.millrace.engine.Capability;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.ExecutionListener;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.Ledgers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The parts that see executions from start to end, put together. */
public final class Lifecycle implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Lifecycle.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A start in another process may still be under way. */
  private static final Duration START_TIME = Duration.ofMinutes(1);

  private final WorkflowEngine engine;
  private final Clock clock;
  private final Ledgers ledgers;
  private final Runs runs;
  private final ExecutionLocks locks = new ExecutionLocks();
  private final OrderedWork work = new OrderedWork(PAUSE);
  private final Announcements announcements;
  private final Ends ends;
  private final Instances instances;
  private final EngineEvents events;
  private final Executions executions;
  private volatile WorkflowEngine.@Nullable Subscription subscription;

  /** Brings the tables of this module up to date. */
  public Lifecycle(
      WorkflowEngine engine,
      WriteBack writeBack,
      DataSource platform,
      RunningWorkbooks workbooks,
      Clock clock,
      List<ExecutionListener> listeners) {
    this.engine = engine;
    this.clock = clock;
    this.ledgers = Ledgers.in(platform);
    this.runs = new Runs(ledgers.executions());
    this.announcements = new Announcements(ledgers.reading(), listeners);
    this.ends = new Ends(writeBack, ledgers, runs, locks, announcements, clock);
    this.instances = new Instances(engine, ledgers.executions(), locks, announcements, work);
    Incidents incidents = new Incidents(ledgers, locks, announcements, clock);
    this.events =
        new EngineEvents(
            engine.incarnation(), ledgers.executions(), ends, incidents, work, this::reached);
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    Starts starts = new Starts(engine, ledgers, instances, ends, workbooks, clock, ids);
    this.executions =
        new RecordedExecutions(engine, ledgers, starts, ends, instances, announcements, ids);
  }

  /** Follows the engine where it can be followed, and ends what an earlier process left behind. */
  public void open() {
    if (engine.capabilities().contains(Capability.RECORD_FEED)) {
      subscription = followed();
    } else {
      LOG.info(
          "The engine does not feed its records: ends are told by the end listener alone, and cancels and incidents made outside Millrace are not noticed.");
    }
    Failure gone =
        new Failure(
            "ENGINE_RESTARTED",
            "The workflow engine was started anew and does not know this execution any more.",
            Optional.empty());
    ledgers
        .executions()
        .ofOtherEngines(engine.incarnation())
        .forEach(id -> ends.end(id, Status.CANCELLED, Optional.of(gone)));
    Failure cutOff =
        new Failure(
            "START_CUT_OFF", "The start was cut off before anything ran.", Optional.empty());
    ledgers
        .executions()
        .unclaimedSince(clock.instant().minus(START_TIME))
        .forEach(id -> ends.end(id, Status.FAILED, Optional.of(cutOff)));
  }

  /** Where the history goes on after a restart, nothing that happened meanwhile is missed. */
  private WorkflowEngine.Subscription followed() {
    if (!engine.capabilities().contains(Capability.DURABLE)) {
      return engine.follow(events);
    }
    long position = ledgers.history().position(engine.incarnation());
    try {
      return engine.follow(OptionalLong.of(position), events);
    } catch (EngineException refused) {
      if (refused.code() != EngineException.Code.NOT_FOUND) {
        throw refused;
      }
      LOG.warn(
          "The engine's history and the platform database do not fit: {} Were they restored from backups of different times? What runs is asked of the engine.",
          refused.getMessage());
      WorkflowEngine.Subscription fromNow = engine.follow(events);
      askWhatRuns();
      return fromNow;
    }
  }

  /** Of what has ended unheard, nobody can say how; what is stuck is told again. */
  private void askWhatRuns() {
    Failure unheard =
        new Failure(
            "END_UNKNOWN",
            "The execution ended while Millrace could not follow the workflow engine; how is not known.",
            Optional.empty());
    ledgers
        .executions()
        .unended(engine.incarnation())
        .forEach((id, instance) ->
            engine
                .running(instance)
                .ifPresentOrElse(
                    running -> running.incidents().forEach(events::incidentRaised),
                    () -> ends.end(id, Status.CANCELLED, Optional.of(unheard))));
  }

  private void reached(long position) {
    ledgers.history().reached(engine.incarnation(), position);
    WorkflowEngine.Subscription following = subscription;
    if (following != null) {
      following.done(position);
    }
  }

  public Executions executions() {
    return executions;
  }

  public Ledgers ledgers() {
    return ledgers;
  }

  public Runs runs() {
    return runs;
  }

  public ExecutionLocks locks() {
    return locks;
  }

  public Announcements announcements() {
    return announcements;
  }

  public Ends ends() {
    return ends;
  }

  public Instances instances() {
    return instances;
  }

  /** Stops following; what the engine told before is still kept. */
  @Override
  public void close() {
    WorkflowEngine.Subscription following = subscription;
    if (following != null) {
      following.close();
    }
    work.close();
  }
}
