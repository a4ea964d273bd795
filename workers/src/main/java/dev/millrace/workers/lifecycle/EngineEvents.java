package dev.millrace.workers.lifecycle;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the engine's own records say of executions: an instance that was cancelled calls no
 * listener, whoever cancelled it. Works behind the engine's back, in its order.
 */
final class EngineEvents implements EngineListener {
  private final String incarnation;
  private final ExecutionLedger executions;
  private final Ends ends;
  private final Incidents incidents;
  private final OrderedWork work;

  EngineEvents(
      String incarnation,
      ExecutionLedger executions,
      Ends ends,
      Incidents incidents,
      OrderedWork work) {
    this.incarnation = incarnation;
    this.executions = executions;
    this.ends = ends;
    this.incidents = incidents;
    this.work = work;
  }

  @Override
  public void completed(long processInstanceKey) {
    later(processInstanceKey, id -> ends.end(id, Status.COMPLETED, Optional.empty()));
  }

  @Override
  public void terminated(long processInstanceKey) {
    later(processInstanceKey, id -> ends.end(id, Status.CANCELLED, Optional.empty()));
  }

  @Override
  public void incidentRaised(Incident incident) {
    later(incident.processInstanceKey(), id -> incidents.raised(id, incident));
  }

  @Override
  public void incidentResolved(Incident incident) {
    later(incident.processInstanceKey(), id -> incidents.resolved(id, incident));
  }

  private void later(long processInstanceKey, Consumer<String> news) {
    work.add(() -> executions.ofInstance(incarnation, processInstanceKey).ifPresent(news));
  }
}
