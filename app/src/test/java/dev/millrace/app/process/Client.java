package dev.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** A signed-in user of a running app, over HTTP. */
final class Client implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
  private final String url;

  Client(String url) {
    this.url = url;
  }

  void signIn(String user, String password) throws IOException, InterruptedException {
    post("/api/session", 200, Map.of("user", user, "password", password));
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return send(request(path).GET().build(), 200);
  }

  JsonNode post(String path, int status, Object body) throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        status);
  }

  /** Sends it under an Idempotency-Key, with which it may be sent again. */
  JsonNode postOnce(String key, String path, int status, Object body)
      throws IOException, InterruptedException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build(),
        status);
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url + path))
        .timeout(Duration.ofMinutes(1))
        .header("X-Millrace-Request", "1");
  }

  private JsonNode send(HttpRequest request, int status) throws IOException, InterruptedException {
    var response = http.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode())
        .as("%s %s: %s", request.method(), request.uri(), response.body())
        .isEqualTo(status);
    return JSON.readTree(response.body());
  }

  @Override
  public void close() {
    http.close();
  }
}
