package dev.millrace.workers.lifecycle;

import dev.millrace.warehouse.WriteBack;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.IncidentLedger;
import dev.millrace.workers.ledger.Ledgers;
import java.time.Clock;
import java.util.Optional;

/** Ends executions, each once. The warehouse closes its door first, then the end is told. */
public final class Ends {
  private final WriteBack writeBack;
  private final ExecutionLedger executions;
  private final IncidentLedger incidents;
  private final Runs runs;
  private final ExecutionLocks locks;
  private final Announcements announcements;
  private final Clock clock;

  Ends(
      WriteBack writeBack,
      Ledgers ledgers,
      Runs runs,
      ExecutionLocks locks,
      Announcements announcements,
      Clock clock) {
    this.writeBack = writeBack;
    this.executions = ledgers.executions();
    this.incidents = ledgers.incidents();
    this.runs = runs;
    this.locks = locks;
    this.announcements = announcements;
    this.clock = clock;
  }

  /** False if it had ended before, or there is no such execution. */
  public boolean end(String executionId, Status status, Optional<Failure> failure) {
    if (executions.status(executionId).map(Status::ended).orElse(true)) {
      return false;
    }
    writeBack.endExecution(executionId);
    return locks.with(executionId, () -> ended(executionId, status, failure));
  }

  private boolean ended(String executionId, Status status, Optional<Failure> failure) {
    if (!executions.end(executionId, status, failure, clock.instant())) {
      return false;
    }
    incidents.clear(executionId);
    runs.forget(executionId);
    announcements.changed(executionId);
    return true;
  }
}
