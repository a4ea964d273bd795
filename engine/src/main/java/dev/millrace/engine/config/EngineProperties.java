package dev.millrace.engine.config;

import dev.millrace.engine.EngineSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings under {@code millrace.engine}.
 *
 * @param mode which engine
 * @param jobTimeout see {@link EngineSettings}; longer than any statement may take
 * @param maxActiveJobs see {@link EngineSettings}
 * @param drainTime see {@link EngineSettings}
 * @param incarnation of a cluster, where its address does not name its history: set a new one after
 *     the cluster behind an address was replaced by an empty one
 */
@ConfigurationProperties("millrace.engine")
public record EngineProperties(
    @DefaultValue("embedded") Mode mode,
    @DefaultValue("5m") Duration jobTimeout,
    @DefaultValue("64") int maxActiveJobs,
    @DefaultValue("30s") Duration drainTime,
    @Nullable String incarnation) {

  /** The settings of the port. */
  public EngineSettings settings() {
    return new EngineSettings(jobTimeout, maxActiveJobs, drainTime);
  }

  /** Where the engine runs. */
  public enum Mode {
    /** In this process, in the data folder. */
    EMBEDDED,
    /** In the Camunda 8 cluster that {@code camunda.client.*} names. */
    REMOTE
  }
}
