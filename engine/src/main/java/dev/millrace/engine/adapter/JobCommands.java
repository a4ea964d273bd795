package dev.millrace.engine.adapter;

import java.time.Duration;
import java.util.Map;

/**
 * What an engine can be told about a job. Each method throws {@link
 * dev.millrace.engine.EngineException}: {@code NOT_FOUND} if the job is gone, {@code INVALID} if
 * the engine refuses.
 */
public interface JobCommands {
  void complete(long jobKey, Map<String, ?> variables);

  void throwError(long jobKey, String errorCode, String message, Map<String, ?> variables);

  /** Hands the job out again after the backoff; with no retries left, raises an incident. */
  void fail(long jobKey, int retries, Duration backoff, String message);

  /** The job is not handed out again before that time is over. */
  void extend(long jobKey, Duration timeout);
}
