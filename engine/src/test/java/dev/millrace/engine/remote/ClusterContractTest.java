package dev.millrace.engine.remote;

import static java.util.Objects.requireNonNull;

import dev.millrace.engine.BrokerProcess;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.UserTaskContract;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.WorkflowEngineContract;
import io.camunda.client.CamundaClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/**
 * The contract on a broker that Camunda released, the oldest that the adapter is for, as a process
 * on this machine. Runs in the Maven profile {@code cluster}, which unpacks the broker.
 */
@Tag("cluster")
final class ClusterContractTest extends WorkflowEngineContract implements UserTaskContract {
  private static final String RECORDS = "ZEEBE_BROKER_EXPORTERS_RECORDS_";
  private static final Map<String, String> WITH_RECORDS =
      Map.of(
          RECORDS + "CLASSNAME", "io.camunda.zeebe.broker.exporter.debug.DebugLogExporter",
          RECORDS + "ARGS_LOGLEVEL", "info");

  @TempDir static Path folder;

  private final LoggedRecords records = new LoggedRecords(InstantSource.system());
  private @Nullable BrokerProcess broker;
  private @Nullable CamundaClient client;

  @Override
  protected WorkflowEngine open() throws Exception {
    Path distribution =
        Path.of(requireNonNull(System.getProperty("millrace.cluster.distribution")));
    BrokerProcess started = BrokerProcess.start(distribution, folder, WITH_RECORDS, records::line);
    broker = started;
    CamundaClient opened =
        CamundaClient.newClientBuilder()
            .grpcAddress(started.grpcAddress())
            .restAddress(started.restAddress())
            .preferRestOverGrpc(false)
            .numJobWorkerExecutionThreads(64)
            .defaultRequestTimeout(Duration.ofMinutes(1))
            .build();
    client = opened;
    String incarnation = RemoteEngineConfiguration.incarnation(started.grpcAddress());
    return new FedEngine(new RemoteEngine(opened, EngineSettings.DEFAULT, incarnation), records);
  }

  @AfterAll
  void stop() {
    if (client != null) {
      client.close();
    }
    if (broker != null) {
      broker.close();
    }
  }
}
