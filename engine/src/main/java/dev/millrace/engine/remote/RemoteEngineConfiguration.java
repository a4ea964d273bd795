package dev.millrace.engine.remote;

import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.config.EngineProperties;
import io.camunda.client.CamundaClient;
import io.camunda.client.spring.configuration.CamundaAutoConfiguration;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** With {@code millrace.engine.mode=remote}: the cluster that {@code camunda.client.*} names. */
@AutoConfiguration(after = CamundaAutoConfiguration.class)
@ConditionalOnProperty(name = "millrace.engine.mode", havingValue = "remote")
@EnableConfigurationProperties(EngineProperties.class)
public class RemoteEngineConfiguration {
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  WorkflowEngine remoteEngine(CamundaClient client, EngineProperties properties) {
    String set = properties.incarnation();
    String incarnation =
        set != null ? set : incarnation(client.getConfiguration().getGrpcAddress());
    return new RemoteEngine(client, properties.settings(), incarnation);
  }

  /** The same for the same address, since clusters up to 8.8 do not tell their id. */
  static String incarnation(URI address) {
    byte[] name = ("millrace-cluster:" + address).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString();
  }
}
