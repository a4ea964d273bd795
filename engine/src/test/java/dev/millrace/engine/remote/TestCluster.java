package dev.millrace.engine.remote;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.WorkflowEngine.Subscription;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.intent.IncidentIntent;
import io.camunda.zeebe.protocol.record.intent.Intent;
import io.camunda.zeebe.protocol.record.intent.ProcessInstanceIntent;
import io.camunda.zeebe.protocol.record.value.IncidentRecordValue;
import io.camunda.zeebe.protocol.record.value.ProcessInstanceRecordValue;
import java.net.URI;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Zeebe's test engine, which speaks gRPC as a cluster does. It shows its records in this process:
 * the feed that a cluster does not have.
 */
final class TestCluster implements AutoCloseable {
  private final ZeebeTestEngine engine = EngineFactory.create();

  TestCluster() {
    engine.start();
  }

  URI address() {
    return URI.create("http://" + engine.getGatewayAddress());
  }

  /** Looks for new records every few milliseconds. */
  Subscription follow(EngineListener listener) {
    ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    Look look = new Look(listener, last());
    var running = thread.scheduleWithFixedDelay(look, 0, 5, TimeUnit.MILLISECONDS);
    return () -> {
      running.cancel(false);
      thread.close();
    };
  }

  private long last() {
    long last = -1;
    for (Record<?> record : engine.getRecordStreamSource().getRecords()) {
      last = record.getPosition();
    }
    return last;
  }

  @Override
  public void close() {
    engine.stop();
  }

  private final class Look implements Runnable {
    private final EngineListener listener;
    private long seen;

    Look(EngineListener listener, long seen) {
      this.listener = listener;
      this.seen = seen;
    }

    @Override
    public void run() {
      for (Record<?> record : engine.getRecordStreamSource().getRecords()) {
        if (record.getPosition() > seen) {
          seen = record.getPosition();
          if (record.getRecordType() == RecordType.EVENT) {
            tell(record);
          }
        }
      }
    }

    private void tell(Record<?> record) {
      Intent intent = record.getIntent();
      if (record.getValue() instanceof ProcessInstanceRecordValue element
          && element.getProcessInstanceKey() == record.getKey()) {
        if (intent == ProcessInstanceIntent.ELEMENT_COMPLETED) {
          listener.completed(record.getKey());
        } else if (intent == ProcessInstanceIntent.ELEMENT_TERMINATED) {
          listener.terminated(record.getKey());
        }
      } else if (record.getValue() instanceof IncidentRecordValue incident) {
        if (intent == IncidentIntent.CREATED) {
          listener.incidentRaised(incident(record.getKey(), incident));
        } else if (intent == IncidentIntent.RESOLVED) {
          listener.incidentResolved(incident(record.getKey(), incident));
        }
      }
    }

    private Incident incident(long key, IncidentRecordValue value) {
      return new Incident(
          key,
          value.getProcessInstanceKey(),
          value.getElementInstanceKey(),
          value.getElementId(),
          value.getJobKey(),
          value.getErrorType().name(),
          value.getErrorMessage());
    }
  }
}
