package dev.millrace.workers.lifecycle;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.workers.ledger.Claim;
import dev.millrace.workers.ledger.ExecutionLedger;

/** Which process instance runs an execution; all others are cancelled. */
public final class Instances {
  private final WorkflowEngine engine;
  private final ExecutionLedger executions;
  private final ExecutionLocks locks;
  private final Announcements announcements;
  private final OrderedWork later;

  Instances(
      WorkflowEngine engine,
      ExecutionLedger executions,
      ExecutionLocks locks,
      Announcements announcements,
      OrderedWork later) {
    this.engine = engine;
    this.executions = executions;
    this.locks = locks;
    this.announcements = announcements;
    this.later = later;
  }

  /** Claims the execution for the instance, and tells the first time that it began. */
  public Claim claim(String executionId, long instance) {
    return locks.with(
        executionId,
        () -> {
          Claim claim = executions.claim(executionId, instance);
          if (claim == Claim.TAKEN) {
            announcements.changed(executionId);
          }
          return claim;
        });
  }

  /** Cancels the instance, now or as soon as the engine answers again. */
  public void cancel(long instance) {
    try {
      cancelNow(instance);
    } catch (EngineException notNow) {
      later.add(() -> cancelNow(instance));
    }
  }

  private void cancelNow(long instance) {
    try {
      engine.cancel(instance);
    } catch (EngineException refused) {
      if (refused.code() != EngineException.Code.NOT_FOUND) {
        throw refused;
      }
    }
  }
}
