package dev.millrace.engine.remote;

import dev.millrace.engine.adapter.JobCommands;
import io.camunda.client.CamundaClient;
import java.time.Duration;
import java.util.Map;

/** What the cluster is told about jobs. */
record RemoteJobCommands(CamundaClient client, Calls calls, Json json) implements JobCommands {
  @Override
  public void complete(long jobKey, Map<String, ?> variables) {
    String document = json.encoded(variables);
    calls.call(() -> client.newCompleteCommand(jobKey).variables(document));
  }

  @Override
  public void throwError(long jobKey, String errorCode, String message, Map<String, ?> variables) {
    String document = json.encoded(variables);
    calls.call(() ->
        client
            .newThrowErrorCommand(jobKey)
            .errorCode(errorCode)
            .errorMessage(message)
            .variables(document));
  }

  @Override
  public void fail(long jobKey, int retries, Duration backoff, String message) {
    calls.call(() ->
        client.newFailCommand(jobKey).retries(retries).retryBackoff(backoff).errorMessage(message));
  }

  @Override
  public void extend(long jobKey, Duration timeout) {
    calls.call(() -> client.newUpdateTimeoutCommand(jobKey).timeout(timeout));
  }
}
