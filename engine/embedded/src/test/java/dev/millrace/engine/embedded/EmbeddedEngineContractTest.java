package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.UserTaskContract;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.WorkflowEngineContract;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;

/** The contract, on the engine as the app finds it. */
final class EmbeddedEngineContractTest extends WorkflowEngineContract implements UserTaskContract {
  @TempDir private static Path folder;

  @Override
  protected WorkflowEngine open() {
    EngineProvider provider = ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
    return provider.open(folder.resolve("engine"));
  }
}
