package dev.millrace.app.wiring;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.StartException;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.config.EngineProperties;
import java.util.ServiceLoader;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The engine: one in this process, in our data directory; or a cluster. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EngineProperties.class)
@Import(RemoteEngineImport.class)
class EngineConfiguration {
  @Bean(destroyMethod = "close")
  @ConditionalOnProperty(
      name = "millrace.engine.mode",
      havingValue = "embedded",
      matchIfMissing = true)
  WorkflowEngine embeddedEngine(EngineProperties properties, DataDirectory directory) {
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class)
            .findFirst()
            .orElseThrow(() ->
                new StartException(
                    "There is no engine on the class path. Start with ./millrace, or set millrace.engine.mode=remote and camunda.client.* for a Camunda 8 cluster."));
    try {
      return provider.open(directory.directory("engine"), properties.settings());
    } catch (EngineException e) {
      throw new StartException("The engine did not open: " + e.getMessage(), e);
    }
  }
}
