package dev.millrace.app.wiring;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.StartException;
import dev.millrace.app.settings.MillraceSettings;
import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.WorkflowEngine;
import java.util.ServiceLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The engine: one in this process, or a cluster. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {
  @Bean(destroyMethod = "close")
  WorkflowEngine engine(MillraceSettings settings, DataDirectory directory) {
    return switch (settings.engine().mode()) {
      case EMBEDDED -> embedded(directory);
      case REMOTE -> throw new StartException("not yet");
    };
  }

  private static WorkflowEngine embedded(DataDirectory directory) {
    EngineProvider provider =
        ServiceLoader.load(EngineProvider.class)
            .findFirst()
            .orElseThrow(() ->
                new StartException(
                    "There is no engine on the class path. Start with ./millrace, or set millrace.engine.mode=remote and camunda.client.*."));
    return provider.open(directory.directory("engine"));
  }
}
