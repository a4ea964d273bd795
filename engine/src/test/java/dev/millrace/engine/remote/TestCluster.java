package dev.millrace.engine.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.WorkflowEngine.Subscription;
import io.camunda.zeebe.process.test.api.ZeebeTestEngine;
import io.camunda.zeebe.process.test.engine.EngineFactory;
import io.camunda.zeebe.protocol.record.Record;
import io.camunda.zeebe.protocol.record.RecordType;
import io.camunda.zeebe.protocol.record.ValueType;
import java.net.URI;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Zeebe's test engine, which speaks gRPC as a cluster does. It shows its records in this process:
 * the feed that a cluster does not have.
 */
final class TestCluster implements AutoCloseable, RecordFeed {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<ValueType> TOLD =
      EnumSet.of(ValueType.PROCESS_INSTANCE, ValueType.INCIDENT);

  private final ZeebeTestEngine engine = EngineFactory.create();

  TestCluster() {
    engine.start();
  }

  URI address() {
    return URI.create("http://" + engine.getGatewayAddress());
  }

  /** Looks for new records every few milliseconds. */
  @Override
  public Subscription follow(EngineListener listener) {
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
          if (record.getRecordType() == RecordType.EVENT && TOLD.contains(record.getValueType())) {
            tell(record);
          }
        }
      }
    }

    private void tell(Record<?> record) {
      try {
        RecordFeed.tell(listener, JSON.readTree(record.toJson()));
      } catch (JsonProcessingException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
