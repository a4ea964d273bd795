package dev.millrace.engine.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.Capability;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.WorkflowEngineContract;
import io.camunda.client.CamundaClient;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The contract over gRPC. */
final class RemoteEngineContractTest extends WorkflowEngineContract {
  private final TestCluster cluster = new TestCluster();
  private final CamundaClient client =
      CamundaClient.newClientBuilder()
          .grpcAddress(cluster.address())
          .preferRestOverGrpc(false)
          .numJobWorkerExecutionThreads(64)
          .defaultRequestTimeout(Duration.ofMinutes(1))
          .build();

  @Override
  protected WorkflowEngine open() {
    String incarnation = RemoteEngineConfiguration.incarnation(cluster.address());
    return new FedEngine(new RemoteEngine(client, EngineSettings.DEFAULT, incarnation), cluster);
  }

  @AfterAll
  void stop() {
    client.close();
    cluster.close();
  }

  @Test
  void itIsReadyAndSaysWhatItLacks() {
    assertThat(engine().ready()).isTrue();
    assertThat(engine().capabilities()).doesNotContain(Capability.RECORD_FEED);

    WorkflowEngine alone = ((FedEngine) engine()).remote();
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> alone.follow(told()))
        .withMessageContaining("RECORD_FEED");
  }

  @Test
  void anAddressNamesTheSameHistoryEveryTime() {
    URI address = URI.create("http://zeebe:26500");

    assertThat(RemoteEngineConfiguration.incarnation(address))
        .isEqualTo(RemoteEngineConfiguration.incarnation(address))
        .isNotEqualTo(RemoteEngineConfiguration.incarnation(URI.create("http://other:26500")));
  }
}
