package dev.millrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.remote.RemoteEngineConfiguration;
import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

final class EngineConfigurationTest {
  private final ApplicationContextRunner context =
      new ApplicationContextRunner()
          .withInitializer(started ->
              new CamundaClientDefaults()
                  .postProcessEnvironment(started.getEnvironment(), new SpringApplication()))
          .withConfiguration(
              AutoConfigurations.of(
                  EmbeddedEngineConfiguration.class,
                  RemoteEngineConfiguration.class,
                  CamundaAutoConfiguration.class));

  @Test
  void withoutTheEnginesJarsTheErrorSaysWhatToDo() {
    context.run(started ->
        assertThat(started)
            .getFailure()
            .rootCause()
            .isInstanceOf(EngineException.class)
            .hasMessageContaining("millrace.engine.mode=remote"));
  }

  @Test
  void aClusterIsReachedByTheClientsOwnSettings() {
    context
        .withPropertyValues(
            "millrace.engine.mode=remote",
            "camunda.client.mode=self-managed",
            "camunda.client.grpc-address=http://127.0.0.1:1")
        .run(started -> {
          assertThat(started).hasNotFailed().hasSingleBean(WorkflowEngine.class);
          WorkflowEngine engine = started.getBean(WorkflowEngine.class);
          assertThat(engine.ready()).isFalse();
          assertThat(engine.incarnation()).hasSize(36);
          CamundaClient client = started.getBean(CamundaClient.class);
          assertThat(client.getConfiguration().getNumJobWorkerExecutionThreads()).isEqualTo(64);
        });
  }

  @Test
  void theIncarnationOfAClusterCanBeSet() {
    context
        .withPropertyValues(
            "millrace.engine.mode=remote", "millrace.engine.incarnation=second-life")
        .run(started ->
            assertThat(started.getBean(WorkflowEngine.class).incarnation())
                .isEqualTo("second-life"));
  }

  @Test
  void anUnknownModeIsRefused() {
    context
        .withPropertyValues("millrace.engine.mode=cluster")
        .run(started -> assertThat(started).doesNotHaveBean(WorkflowEngine.class));
  }

  @Test
  void aMissingProviderIsTheUsersToPutRight() {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> EmbeddedEngineConfiguration.provider(List.of()))
        .satisfies(
            missing -> assertThat(missing.code()).isEqualTo(EngineException.Code.UNAVAILABLE));
  }
}
