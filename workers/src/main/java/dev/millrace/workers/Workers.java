package dev.millrace.workers;

import dev.millrace.engine.WorkflowEngine;
import dev.millrace.formula.Formulas;
import dev.millrace.warehouse.Warehouse;
import dev.millrace.workers.execution.ExecutionListener;
import dev.millrace.workers.execution.Executions;
import dev.millrace.workers.execution.RunningWorkbooks;
import dev.millrace.workers.job.JobBridge;
import dev.millrace.workers.lifecycle.Lifecycle;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs executions on an engine: serves its jobs and keeps what became of them. Thread-safe but for
 * {@link #open()} and {@link #close()}. Owns neither the engine nor the warehouse.
 */
public final class Workers implements AutoCloseable {
  private final WorkflowEngine engine;
  private final Lifecycle lifecycle;
  private final JobBridge bridge;
  private WorkflowEngine.@Nullable Work work;

  /**
   * Brings the tables of this module up to date; serves nothing yet.
   *
   * @param platform the platform database, pooled; this module's tables begin with {@code run_}
   * @param clock tells the times that are kept
   * @param listeners told in the order given; their exceptions are logged and go no further
   */
  public Workers(
      WorkflowEngine engine,
      Warehouse warehouse,
      Formulas formulas,
      DataSource platform,
      RunningWorkbooks workbooks,
      Clock clock,
      List<ExecutionListener> listeners) {
    this.engine = engine;
    this.lifecycle =
        new Lifecycle(engine, warehouse.writeBack(), platform, workbooks, clock, listeners);
    this.bridge = new JobBridge(lifecycle, warehouse, formulas, workbooks, clock);
  }

  /** Ends what an engine that is no more left behind, then serves jobs. */
  public void open() {
    lifecycle.open();
    work = engine.work(JobBridge.jobTypes(), bridge);
  }

  /** Who may see or end which execution is not decided here. */
  public Executions executions() {
    return lifecycle.executions();
  }

  /** Waits for running jobs. */
  @Override
  public void close() {
    if (work != null) {
      work.close();
    }
    lifecycle.close();
  }
}
