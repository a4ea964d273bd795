package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.gateway.Gateway;
import dev.millrace.engine.gateway.GatewayAddress;
import dev.millrace.engine.gateway.GatewayGuard;
import io.camunda.client.CamundaClient;
import io.camunda.client.CamundaClientBuilder;
import io.camunda.client.CredentialsProvider;
import io.camunda.client.api.command.ClientStatusException;
import io.camunda.client.api.response.ProcessInstanceEvent;
import io.camunda.client.api.response.Topology;
import io.grpc.Status;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Modeler does, by Camunda's own client, against the engine. */
final class GatewayTest implements GatewayGuard {
  @TempDir private static Path folder;

  private final WorkflowEngine engine = new EmbeddedEngineProvider().open(folder);
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private final Gateway gateway = open(0);

  private Gateway open(int port) {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return Gateway.open(new GatewayAddress(address, Optional.empty()), engine, this);
  }

  @AfterEach
  void close() {
    gateway.close();
    engine.close();
  }

  @Test
  void aModelIsDeployedAndStartedByItsProcessId() throws Exception {
    BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    engine.work(
        Set.of("five-tasks"),
        job -> {
          jobs.add(job);
          return new JobOutcome.Complete(Map.of());
        });
    try (CamundaClient modeler = client("Basic ana")) {
      Topology topology = modeler.newTopologyRequest().send().join();
      assertThat(topology.getGatewayVersion()).startsWith("8.8.");
      assertThat(topology.getBrokers()).hasSize(1);
      assertThat(
              modeler
                  .newDeployResourceCommand()
                  .addResourceFromClasspath("five-tasks.bpmn")
                  .send()
                  .join()
                  .getProcesses())
          .singleElement()
          .satisfies(process -> assertThat(process.getBpmnProcessId()).isEqualTo("five-tasks"))
          .satisfies(process -> assertThat(process.getResourceName()).isEqualTo("five-tasks.bpmn"));

      ProcessInstanceEvent started =
          modeler
              .newCreateInstanceCommand()
              .bpmnProcessId("five-tasks")
              .latestVersion()
              .variables(Map.of("in", 1))
              .send()
              .join();

      Job job = jobs.poll(30, TimeUnit.SECONDS);
      assertThat(job).isNotNull();
      assertThat(job.processInstanceKey()).isEqualTo(started.getProcessInstanceKey());
      assertThat(job.variables()).isEqualTo(Map.of("in", 1));
    }
    assertThat(audit)
        .containsExactly("ana deployed [five-tasks.bpmn]: ok", "ana started five-tasks: ok");
  }

  @Test
  void whoIsNotKnownOrMayNotIsRefusedAndNothingReachesTheEngine() {
    assertRefused(Optional.empty(), Status.Code.UNAUTHENTICATED, "choose Basic or OAuth");
    assertRefused(Optional.of("Basic eve"), Status.Code.UNAUTHENTICATED, "nobody");
    assertRefused(Optional.of("Basic ben"), Status.Code.PERMISSION_DENIED, "may not deploy");
    assertThat(audit).isEmpty();
  }

  private void assertRefused(Optional<String> authorization, Status.Code code, String message) {
    try (CamundaClient modeler = client(authorization.orElse(""))) {
      assertThatExceptionOfType(ClientStatusException.class)
          .isThrownBy(() ->
              modeler
                  .newDeployResourceCommand()
                  .addResourceFromClasspath("five-tasks.bpmn")
                  .send()
                  .join())
          .withMessageContaining(message)
          .satisfies(refused -> assertThat(refused.getStatusCode()).isEqualTo(code));
    }
  }

  @Test
  void aModelThatIsNoneIsRefusedInTheEnginesWords() {
    try (CamundaClient modeler = client("Basic ana")) {
      assertThatExceptionOfType(ClientStatusException.class)
          .isThrownBy(() ->
              modeler
                  .newDeployResourceCommand()
                  .addResourceStringUtf8("no model", "bad.bpmn")
                  .send()
                  .join())
          .withMessageContaining("bad.bpmn")
          .satisfies(refused ->
              assertThat(refused.getStatusCode()).isEqualTo(Status.Code.INVALID_ARGUMENT));
      assertThatExceptionOfType(ClientStatusException.class)
          .isThrownBy(() ->
              modeler
                  .newDeployResourceCommand()
                  .addResourceBytes(new byte[] {(byte) 0xff, 0}, "binary.form")
                  .send()
                  .join())
          .withMessageContaining("is no UTF-8 text");
    }
    assertThat(audit)
        .containsExactly("ana deployed [bad.bpmn]: INVALID", "ana deployed [binary.form]: INVALID");
  }

  @Test
  void whatModelerDoesNotNeedIsNotThereAndWhatIsTooLargeIsNotRead() {
    try (CamundaClient modeler = client("Basic ana")) {
      assertThatExceptionOfType(ClientStatusException.class)
          .isThrownBy(() -> modeler.newCancelInstanceCommand(1).send().join())
          .satisfies(
              refused -> assertThat(refused.getStatusCode()).isEqualTo(Status.Code.UNIMPLEMENTED));
      byte[] large = "x".repeat(5 << 20).getBytes(StandardCharsets.UTF_8);
      assertThatExceptionOfType(ClientStatusException.class)
          .isThrownBy(() ->
              modeler.newDeployResourceCommand().addResourceBytes(large, "l.bpmn").send().join())
          .satisfies(refused ->
              assertThat(refused.getStatusCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
    }
    assertThat(audit).isEmpty();
  }

  @Test
  void aPortThatIsTakenIsSaid() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open(gateway.port()).close())
        .withMessageContaining("did not open at");
  }

  private CamundaClient client(String authorization) {
    CamundaClientBuilder builder =
        CamundaClient.newClientBuilder()
            .grpcAddress(URI.create("http://127.0.0.1:" + gateway.port()))
            .preferRestOverGrpc(false)
            .maxMessageSize(10 << 20)
            .defaultRequestTimeout(Duration.ofSeconds(20));
    if (!authorization.isEmpty()) {
      builder.credentialsProvider(new Authorization(authorization));
    }
    return builder.build();
  }

  @Override
  public String admit(String authorization, String address) {
    assertThat(address).isEqualTo("127.0.0.1");
    return switch (authorization) {
      case "Basic ana" -> "ana";
      case "Basic ben" -> throw new Denied(Kind.FORBIDDEN, "ben may not deploy");
      default -> throw new Denied(Kind.UNKNOWN, "nobody");
    };
  }

  @Override
  public void deployed(String caller, List<String> resources, String outcome) {
    audit.add("%s deployed %s: %s".formatted(caller, resources, outcome));
  }

  @Override
  public void started(String caller, String process, String outcome) {
    audit.add("%s started %s: %s".formatted(caller, process, outcome));
  }

  /** Sends that header. */
  private record Authorization(String value) implements CredentialsProvider {
    @Override
    public void applyCredentials(CredentialsApplier applier) {
      applier.put("Authorization", value);
    }

    @Override
    public boolean shouldRetryRequest(StatusCode statusCode) {
      return false;
    }
  }
}
