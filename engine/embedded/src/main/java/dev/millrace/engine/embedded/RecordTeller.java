package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.UserTask;
import io.camunda.zeebe.logstreams.log.LoggedEvent;
import io.camunda.zeebe.protocol.impl.record.RecordMetadata;
import io.camunda.zeebe.protocol.impl.record.value.incident.IncidentRecord;
import io.camunda.zeebe.protocol.impl.record.value.processinstance.ProcessInstanceRecord;
import io.camunda.zeebe.protocol.impl.record.value.usertask.UserTaskRecord;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.intent.UserTaskIntent;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what a record of the engine means; most mean nothing to it. */
final class RecordTeller {
  private static final Logger LOG = LoggerFactory.getLogger(RecordTeller.class);

  private final EngineListener listener;
  private final RecordMetadata metadata = new RecordMetadata();

  RecordTeller(EngineListener listener) {
    this.listener = listener;
  }

  /** Whether there was something to tell. */
  boolean tell(LoggedEvent event) {
    metadata.reset();
    event.readMetadata(metadata);
    if (metadata.getRecordType() != RecordType.EVENT) {
      return false;
    }
    try {
      return switch (metadata.getValueType()) {
        case PROCESS_INSTANCE -> tellEnd(event, metadata.getIntent());
        case INCIDENT -> tellIncident(event, metadata.getIntent());
        case USER_TASK -> tellUserTask(event, metadata.getIntent());
        default -> false;
      };
    } catch (RuntimeException bug) {
      LOG.error(
          "The listener failed at record {}; it goes on with the next.", event.getPosition(), bug);
      return true;
    }
  }

  void reached(long position) {
    try {
      listener.reached(position);
    } catch (RuntimeException bug) {
      LOG.error("The listener failed at position {}; it goes on.", position, bug);
    }
  }

  private boolean tellEnd(LoggedEvent event, Intent intent) {
    if (intent != ProcessInstanceIntent.ELEMENT_COMPLETED
        && intent != ProcessInstanceIntent.ELEMENT_TERMINATED) {
      return false;
    }
    ProcessInstanceRecord element = new ProcessInstanceRecord();
    event.readValue(element);
    if (element.getProcessInstanceKey() != event.getKey()) {
      return false;
    }
    if (intent == ProcessInstanceIntent.ELEMENT_COMPLETED) {
      listener.completed(event.getKey());
    } else {
      listener.terminated(event.getKey());
    }
    return true;
  }

  private boolean tellIncident(LoggedEvent event, Intent intent) {
    if (intent != IncidentIntent.CREATED && intent != IncidentIntent.RESOLVED) {
      return false;
    }
    IncidentRecord incident = new IncidentRecord();
    event.readValue(incident);
    Incident told = Values.incident(event.getKey(), incident);
    if (intent == IncidentIntent.CREATED) {
      listener.incidentRaised(told);
    } else {
      listener.incidentResolved(told);
    }
    return true;
  }

  private boolean tellUserTask(LoggedEvent event, Intent intent) {
    Optional<UserTask.State> state = state(intent);
    if (state.isPresent()) {
      UserTaskRecord task = new UserTaskRecord();
      event.readValue(task);
      listener.userTaskChanged(Values.userTask(task), state.get());
    }
    return state.isPresent();
  }

  private static Optional<UserTask.State> state(Intent intent) {
    if (!(intent instanceof UserTaskIntent change)) {
      return Optional.empty();
    }
    return switch (change) {
      case CREATED, ASSIGNED, UPDATED, MIGRATED -> Optional.of(UserTask.State.OPEN);
      case COMPLETED -> Optional.of(UserTask.State.COMPLETED);
      case CANCELED -> Optional.of(UserTask.State.CANCELLED);
      default -> Optional.empty();
    };
  }
}
