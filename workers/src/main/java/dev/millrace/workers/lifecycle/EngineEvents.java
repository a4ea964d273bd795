package dev.millrace.workers.lifecycle;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.workers.execution.Status;
import dev.millrace.workers.ledger.ExecutionLedger;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

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
  private final LongConsumer reached;

  /**
   * @param reached told, in order, how far the engine's history was worked off
   */
  EngineEvents(
      String incarnation,
      ExecutionLedger executions,
      Ends ends,
      Incidents incidents,
      OrderedWork work,
      LongConsumer reached) {
    this.incarnation = incarnation;
    this.executions = executions;
    this.ends = ends;
    this.incidents = incidents;
    this.work = work;
    this.reached = reached;
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

  @Override
  public void reached(long position) {
    work.add(() -> reached.accept(position));
  }

  private void later(long processInstanceKey, Consumer<String> news) {
    work.add(() -> executions.ofInstance(incarnation, processInstanceKey).ifPresent(news));
  }
}
