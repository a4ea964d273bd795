package dev.millrace.engine.remote;

import dev.millrace.engine.DockerImages;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.UserTaskContract;
import dev.millrace.engine.WithDocker;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.WorkflowEngineContract;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;

/** The contract on the broker of the cluster edition: no search storage, no sign-in. */
@WithDocker
final class DockerClusterContractTest extends WorkflowEngineContract implements UserTaskContract {
  private static final int GRPC = 26500;
  private static final int REST = 8080;
  private static final int MANAGEMENT = 9600;
  private static final String RECORDS = "ZEEBE_BROKER_EXPORTERS_RECORDS_";

  private final LoggedRecords records = new LoggedRecords(InstantSource.system());
  private final GenericContainer<?> broker =
      new GenericContainer<>(DockerImages.of("camunda/camunda"))
          .withEnv("SPRING_PROFILES_ACTIVE", "broker")
          .withEnv("CAMUNDA_DATA_SECONDARYSTORAGE_TYPE", "none")
          .withEnv("CAMUNDA_SECURITY_AUTHENTICATION_UNPROTECTEDAPI", "true")
          .withEnv("CAMUNDA_SECURITY_AUTHORIZATIONS_ENABLED", "false")
          .withEnv(RECORDS + "CLASSNAME", "io.camunda.zeebe.broker.exporter.debug.DebugLogExporter")
          .withEnv(RECORDS + "ARGS_LOGLEVEL", "info")
          .withExposedPorts(GRPC, REST, MANAGEMENT)
          .withLogConsumer(frame -> records.line(frame.getUtf8String()))
          .waitingFor(
              Wait.forHttp("/actuator/health/readiness")
                  .forPort(MANAGEMENT)
                  .withStartupTimeout(Duration.ofMinutes(3)));
  private @Nullable CamundaClient client;

  @Override
  protected WorkflowEngine open() {
    broker.start();
    URI address = address(GRPC);
    CamundaClient opened =
        CamundaClient.newClientBuilder()
            .grpcAddress(address)
            .restAddress(address(REST))
            .preferRestOverGrpc(false)
            .numJobWorkerExecutionThreads(64)
            .defaultRequestTimeout(Duration.ofMinutes(1))
            .build();
    client = opened;
    String incarnation = RemoteEngineConfiguration.incarnation(address);
    return new FedEngine(new RemoteEngine(opened, EngineSettings.DEFAULT, incarnation), records);
  }

  private URI address(int port) {
    return URI.create("http://" + broker.getHost() + ":" + broker.getMappedPort(port));
  }

  @AfterAll
  void stop() {
    if (client != null) {
      client.close();
    }
    broker.stop();
  }
}
