package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

@ApplicationTest
class HealthTest {
  private final ApplicationContext app;
  private final Client client;

  HealthTest(ApplicationContext app, @LocalServerPort int port) {
    this.app = app;
    this.client = Client.of(port);
  }

  /** Whoever starts it waits for this: the first password, say, is there only then. */
  @Test
  void itIsNotReadyBeforeAllHasStarted() {
    AvailabilityChangeEvent.publish(app, ReadinessState.REFUSING_TRAFFIC);
    Client.Answer early = client.get("/health/ready");
    AvailabilityChangeEvent.publish(app, ReadinessState.ACCEPTING_TRAFFIC);
    Client.Answer then = client.get("/health/ready");

    assertThat(early.status()).isEqualTo(503);
    assertThat(early.json().at("/parts/app").asText()).isEqualTo("STARTING_OR_STOPPING");
    assertThat(then.status()).isEqualTo(200);
    assertThat(then.json().path("status").asText()).isEqualTo("UP");
  }
}
