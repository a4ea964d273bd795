package dev.millrace.engine.config;

import dev.millrace.engine.EngineException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says why the engine did not open, in a sentence instead of a stack trace. */
final class EngineFailureAnalyzer extends AbstractFailureAnalyzer<EngineException> {
  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, EngineException cause) {
    return new FailureAnalysis(
        "The workflow engine did not open: " + cause.getMessage(),
        "Start again when this is put right.",
        cause);
  }
}
