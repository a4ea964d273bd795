package dev.millrace.engine.embedded;

import dev.millrace.engine.Incident;
import dev.millrace.engine.RunningInstance;
import dev.millrace.engine.UserTask;
import io.camunda.zeebe.db.TransactionContext;
import io.camunda.zeebe.db.ZeebeDb;
import io.camunda.zeebe.engine.EngineConfiguration;
import io.camunda.zeebe.engine.state.ProcessingDbState;
import io.camunda.zeebe.engine.state.immutable.IncidentState;
import io.camunda.zeebe.engine.state.immutable.ProcessingState;
import io.camunda.zeebe.engine.state.instance.ElementInstance;
import io.camunda.zeebe.engine.state.message.TransientPendingSubscriptionState;
import io.camunda.zeebe.protocol.ZbColumnFamilies;
import io.camunda.zeebe.stream.impl.state.DbKeyGenerator;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** Reads in the engine's state what runs, beside the thread that changes it. */
final class RunningState {
  private static final int PARTITION = 1;

  private final ProcessingState state;

  RunningState(ZeebeDb<ZbColumnFamilies> database) {
    TransactionContext own = database.createContext();
    this.state =
        new ProcessingDbState(
            PARTITION,
            database,
            own,
            new DbKeyGenerator(PARTITION, database, own),
            new TransientPendingSubscriptionState(),
            new TransientPendingSubscriptionState(),
            new EngineConfiguration(),
            InstantSource.system());
  }

  synchronized Optional<RunningInstance> of(long processInstanceKey) {
    ElementInstance instance = state.getElementInstanceState().getInstance(processInstanceKey);
    if (instance == null || instance.getValue().getProcessInstanceKey() != processInstanceKey) {
      return Optional.empty();
    }
    List<UserTask> tasks = new ArrayList<>();
    List<Incident> incidents = new ArrayList<>();
    Deque<ElementInstance> elements = new ArrayDeque<>(List.of(instance));
    while (!elements.isEmpty()) {
      ElementInstance element = elements.pop();
      task(element).ifPresent(tasks::add);
      incident(element).ifPresent(incidents::add);
      elements.addAll(state.getElementInstanceState().getChildren(element.getKey()));
    }
    return Optional.of(new RunningInstance(tasks, incidents));
  }

  private Optional<UserTask> task(ElementInstance element) {
    return element.getUserTaskKey() <= 0
        ? Optional.empty()
        : Optional.ofNullable(state.getUserTaskState().getUserTask(element.getUserTaskKey()))
            .map(Values::userTask);
  }

  private Optional<Incident> incident(ElementInstance element) {
    IncidentState incidents = state.getIncidentState();
    long ofJob = incidents.getJobIncidentKey(element.getJobKey());
    long key =
        ofJob == IncidentState.MISSING_INCIDENT
            ? incidents.getProcessInstanceIncidentKey(element.getKey())
            : ofJob;
    return key == IncidentState.MISSING_INCIDENT
        ? Optional.empty()
        : Optional.ofNullable(incidents.getIncidentRecord(key))
            .map(record -> Values.incident(key, record));
  }
}
