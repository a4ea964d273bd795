package dev.millrace.app.modeler;

import dev.millrace.app.platform.DataDirectory;
import dev.millrace.app.platform.SecretFile;
import dev.millrace.app.platform.StartException;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.config.EngineProperties;
import dev.millrace.engine.gateway.Gateway;
import dev.millrace.engine.gateway.GatewayAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Opens the engine in this process to Camunda Modeler, if a port is set; leaves the address in the
 * data directory for whoever started the app.
 */
@Component
@EnableConfigurationProperties(GatewaySettings.class)
final class ModelerGateway implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(ModelerGateway.class);

  private final Optional<GatewayAddress> where;
  private final WorkflowEngine engine;
  private final ModelerGuard guard;
  private final Path note;
  private @Nullable Gateway open;

  ModelerGateway(
      GatewaySettings settings,
      EngineProperties engineSettings,
      WorkflowEngine engine,
      ModelerGuard guard,
      DataDirectory directory) {
    this.where = settings.where();
    this.engine = engine;
    this.guard = guard;
    this.note = directory.root().resolve("gateway.address");
    if (where.isPresent() && engineSettings.mode() == EngineProperties.Mode.REMOTE) {
      throw new StartException(
          "millrace.gateway.port opens the engine inside Millrace; with millrace.engine.mode=remote, deploy to the cluster itself.");
    }
  }

  @Override
  public synchronized void start() {
    try {
      Files.deleteIfExists(note);
      if (where.isPresent()) {
        Gateway opened = Gateway.open(where.get(), engine, guard);
        open = opened;
        String scheme = where.get().tls().isPresent() ? "https" : "http";
        String host = where.get().address().getHostString();
        String url = "%s://%s:%d".formatted(scheme, host, opened.port());
        SecretFile.write(note, url);
        LOG.info("Camunda Modeler deploys to {}", url);
      }
    } catch (EngineException refused) {
      throw new StartException(String.valueOf(refused.getMessage()), refused);
    } catch (IOException unwritable) {
      throw new StartException("The data directory cannot be written: " + note, unwritable);
    }
  }

  @Override
  public synchronized void stop() {
    Gateway opened = open;
    open = null;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public synchronized boolean isRunning() {
    return open != null;
  }
}
