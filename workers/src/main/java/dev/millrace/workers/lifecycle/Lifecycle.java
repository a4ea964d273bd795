package dev.millrace.workers.lifecycle;

import dev.millrace.engine.WorkflowEngine;
import dev.millrace.warehouse.WriteBack;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.ExecutionListener;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.ExecutionReading;
import dev.millrace.workers.ledger.IncidentLedger;
import dev.millrace.workers.ledger.RunTables;
import dev.millrace.workers.ledger.StartKeys;
import dev.millrace.workers.ledger.StepLedger;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The parts that see executions from start to end, put together. */
public final class Lifecycle implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** A start in another process may still be under way. */
  private static final Duration START_TIME = Duration.ofMinutes(1);

  private final WorkflowEngine engine;
  private final Clock clock;
  private final ExecutionLedger executionLedger;
  private final StepLedger steps;
  private final Runs runs;
  private final ExecutionLocks locks = new ExecutionLocks();
  private final OrderedWork work = new OrderedWork(PAUSE);
  private final Announcements announcements;
  private final Ends ends;
  private final Instances instances;
  private final EngineEvents events;
  private final Executions executions;
  private WorkflowEngine.@Nullable Subscription subscription;

  /** Brings the tables of this module up to date. */
  public Lifecycle(
      WorkflowEngine engine,
      WriteBack writeBack,
      DataSource platform,
      RunningWorkbooks workbooks,
      Clock clock,
      List<ExecutionListener> listeners) {
    RunTables.migrate(platform);
    this.engine = engine;
    this.clock = clock;
    JdbcClient jdbc = JdbcClient.create(platform);
    ExecutionReading reading = new ExecutionReading(jdbc);
    IncidentLedger incidents = new IncidentLedger(jdbc);
    this.executionLedger = new ExecutionLedger(jdbc);
    this.steps = new StepLedger(jdbc);
    this.runs = new Runs(executionLedger);
    this.announcements = new Announcements(reading, listeners);
    this.ends =
        new Ends(writeBack, executionLedger, incidents, runs, locks, announcements, clock);
    this.instances = new Instances(engine, executionLedger, locks, announcements, work);
    this.events =
        new EngineEvents(
            engine.incarnation(),
            executionLedger,
            ends,
            new Incidents(executionLedger, steps, incidents, locks, announcements, clock),
            work);
    Supplier<String> ids = () -> UUID.randomUUID().toString();
    Starts starts =
        new Starts(
            engine,
            new TransactionTemplate(new JdbcTransactionManager(platform)),
            executionLedger,
            new StartKeys(jdbc),
            instances,
            ends,
            workbooks,
            clock,
            ids);
    this.executions =
        new RecordedExecutions(
            engine, executionLedger, reading, starts, ends, instances, announcements, ids);
  }

  /** Follows the engine, and ends what an earlier process left behind. */
  public void open() {
    subscription = engine.follow(events);
    Failure gone =
        new Failure(
            "ENGINE_RESTARTED",
            "The workflow engine was started anew and does not know this execution any more.",
            Optional.empty());
    executionLedger
        .ofOtherEngines(engine.incarnation())
        .forEach(id -> ends.end(id, Status.CANCELLED, Optional.of(gone)));
    Failure cutOff =
        new Failure(
            "START_CUT_OFF", "The start was cut off before anything ran.", Optional.empty());
    executionLedger
        .unclaimedSince(clock.instant().minus(START_TIME))
        .forEach(id -> ends.end(id, Status.FAILED, Optional.of(cutOff)));
  }

  public Executions executions() {
    return executions;
  }

  public ExecutionLedger executionLedger() {
    return executionLedger;
  }

  public StepLedger steps() {
    return steps;
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
    if (subscription != null) {
      subscription.close();
    }
    work.close();
  }
}
