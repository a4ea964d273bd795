package dev.millrace.engine;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What becomes of a job. */
public sealed interface JobOutcome {

  /** Done; the variables go through the element's output mapping. */
  record Complete(Map<String, @Nullable Object> variables) implements JobOutcome {}

  /** A BPMN error, caught by the model's error events. */
  record ThrowError(String code, String message, Map<String, @Nullable Object> variables)
      implements JobOutcome {}

  /** Try again after the backoff; one try is used up, and after the last an incident is raised. */
  record Retry(String message, Duration backoff) implements JobOutcome {}

  /** An incident at once. The message is for an operator: no stack trace, no SQL, no row values. */
  record Broken(String message) implements JobOutcome {}

  /** Nothing is told to the engine and the job is kept: someone else will end it by its key. */
  record Park() implements JobOutcome {}
}
