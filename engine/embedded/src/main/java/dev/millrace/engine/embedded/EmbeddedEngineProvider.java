package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import java.nio.file.Path;

/** Opens embedded engines; as many as there are directories. */
public final class EmbeddedEngineProvider implements EngineProvider {
  @Override
  public WorkflowEngine open(Path directory, EngineSettings settings) {
    return Opening.open(directory, settings, Keeping.DEFAULT);
  }
}
