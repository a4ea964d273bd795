package dev.millrace.engine.config;

import static dev.millrace.engine.EngineException.Code.UNAVAILABLE;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.WorkflowEngine;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** By default: the engine on the class path, in {@code ${millrace.data-dir}/engine}. */
@AutoConfiguration
@ConditionalOnProperty(
    name = "millrace.engine.mode",
    havingValue = "embedded",
    matchIfMissing = true)
@EnableConfigurationProperties(EngineProperties.class)
public class EmbeddedEngineConfiguration {
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  WorkflowEngine embeddedEngine(
      @Value("${millrace.data-dir:data}") Path dataFolder, EngineProperties properties) {
    return provider(ServiceLoader.load(EngineProvider.class))
        .open(dataFolder.resolve("engine"), properties.settings());
  }

  static EngineProvider provider(Iterable<EngineProvider> found) {
    for (EngineProvider provider : found) {
      return provider;
    }
    throw new EngineException(
        UNAVAILABLE,
        "There is no embedded engine on the class path: add the jars of millrace-engine-embedded,"
            + " or set millrace.engine.mode=remote and camunda.client.* for a Camunda 8 cluster.",
        null);
  }
}
