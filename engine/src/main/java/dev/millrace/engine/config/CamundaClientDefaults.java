package dev.millrace.engine.config;

import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Defaults for {@code camunda.client.*}, below everything that is set: no client at all beside an
 * embedded engine, and for a cluster as many threads as a work holds jobs, not one.
 */
public final class CamundaClientDefaults implements EnvironmentPostProcessor, Ordered {
  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    boolean remote =
        "remote".equalsIgnoreCase(environment.getProperty("millrace.engine.mode", "embedded"));
    Map<String, Object> defaults =
        remote
            ? Map.of(
                "camunda.client.execution-threads",
                environment.getProperty("millrace.engine.max-active-jobs", "64"))
            : Map.of("camunda.client.enabled", "false");
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("millraceCamundaClientDefaults", defaults));
  }

  @Override
  public int getOrder() {
    return LOWEST_PRECEDENCE;
  }
}
