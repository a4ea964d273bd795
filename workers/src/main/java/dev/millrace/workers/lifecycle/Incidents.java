package dev.millrace.workers.lifecycle;

import dev.millrace.engine.Incident;
import dev.millrace.workers.execution.Execution.Failure;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import dev.millrace.workers.ledger.IncidentLedger;
import dev.millrace.workers.ledger.Ledgers;
import dev.millrace.workers.ledger.StepLedger;
import java.time.Clock;
import java.util.Optional;

/** Executions that are stuck, and those that are no longer. */
final class Incidents {
  private final ExecutionLedger executions;
  private final StepLedger steps;
  private final IncidentLedger incidents;
  private final ExecutionLocks locks;
  private final Announcements announcements;
  private final Clock clock;

  Incidents(Ledgers ledgers, ExecutionLocks locks, Announcements announcements, Clock clock) {
    this.executions = ledgers.executions();
    this.steps = ledgers.steps();
    this.incidents = ledgers.incidents();
    this.locks = locks;
    this.announcements = announcements;
    this.clock = clock;
  }

  void raised(String id, Incident incident) {
    String step = steps.step(id, incident.elementInstanceKey()).orElse(incident.elementId());
    Failure failure = new Failure(incident.type(), incident.message(), Optional.of(step));
    locks.with(
        id,
        () -> {
          boolean stuck = executions.stand(id, Status.INCIDENT, Optional.of(failure));
          if (stuck) {
            incidents.raised(id, stuck(incident), clock.instant());
            announcements.changed(id);
          }
          return stuck;
        });
  }

  void resolved(String id, Incident incident) {
    locks.with(
        id,
        () -> {
          boolean goesOn =
              incidents.resolved(id, incident.key())
                  && executions.stand(id, Status.RUNNING, Optional.empty());
          if (goesOn) {
            announcements.changed(id);
          }
          return goesOn;
        });
  }

  private static IncidentLedger.Stuck stuck(Incident incident) {
    return new IncidentLedger.Stuck(
        incident.key(),
        incident.elementId(),
        incident.jobKey(),
        incident.type(),
        incident.message());
  }
}
