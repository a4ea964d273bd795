package dev.millrace.app.wiring;

import dev.millrace.engine.remote.RemoteEngineConfiguration;
import org.springframework.context.EnvironmentAware;
import org.springframework.context.annotation.DeferredImportSelector;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** With a cluster: Camunda's client and our adapter to it. Without one, neither is loaded. */
final class RemoteEngineImport implements DeferredImportSelector, EnvironmentAware {
  private static final String CLIENT =
      "io.camunda.client.spring.configuration.CamundaAutoConfiguration";

  private boolean remote;

  @Override
  public void setEnvironment(Environment environment) {
    remote = "remote".equalsIgnoreCase(environment.getProperty("millrace.engine.mode"));
  }

  @Override
  public String[] selectImports(AnnotationMetadata importer) {
    return remote
        ? new String[] {CLIENT, RemoteEngineConfiguration.class.getName()}
        : new String[0];
  }
}
