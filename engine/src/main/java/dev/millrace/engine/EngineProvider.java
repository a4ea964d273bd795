package dev.millrace.engine;

import java.nio.file.Path;

/**
 * Opens an engine that lives in this process. Found by {@link java.util.ServiceLoader}, so that the
 * app holds no engine class.
 */
public interface EngineProvider {
  /** Opens the engine with {@link EngineSettings#DEFAULT}. */
  default WorkflowEngine open(Path directory) {
    return open(directory, EngineSettings.DEFAULT);
  }

  /**
   * Opens the engine on a directory that only it uses.
   *
   * @throws EngineException {@code UNAVAILABLE} if the directory is in use or cannot be used
   */
  WorkflowEngine open(Path directory, EngineSettings settings);
}
