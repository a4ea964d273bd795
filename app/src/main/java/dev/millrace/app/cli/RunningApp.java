package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.millrace.app.cli.words.Problems;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The application that runs on a data directory, found and opened by the files it left there. */
final class RunningApp implements AutoCloseable {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final int port;
  private final String token;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  private RunningApp(int port, String token) {
    this.port = port;
    this.token = token;
  }

  /** The application, or empty if none has left its files there. */
  static Optional<RunningApp> find(Path directory) {
    try {
      String port = Files.readString(directory.resolve("millrace.port")).strip();
      String token = Files.readString(directory.resolve("cli-token")).strip();
      return Optional.of(new RunningApp(Integer.parseInt(port), token));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | NumberFormatException e) {
      throw new CliException(
          Exit.REFUSED, "Cannot read the files of '%s' (%s).".formatted(directory, e));
    }
  }

  static RunningApp require(Path directory) {
    return find(directory).orElseThrow(() -> notRunning(directory));
  }

  static CliException notRunning(Path directory) {
    return new CliException(
        Exit.NOT_RUNNING,
        "No Millrace runs on '%s'. Start one with './millrace start', or name another with --data-dir."
            .formatted(directory));
  }

  /**
   * Asks.
   *
   * @throws CliException with the application's own words if it refuses
   */
  JsonNode ask(String method, String path, String contentType, String body) {
    HttpResponse<byte[]> response =
        send(
            request(path)
                .header("Content-Type", contentType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    JsonNode answer = json(response);
    if (response.statusCode() >= 400) {
      throw new CliException(Exit.REFUSED, Problems.words(answer));
    }
    return answer;
  }

  /** How the parts are, whether well or not. */
  JsonNode health() {
    return json(send(request("/health/ready").build()));
  }

  JsonNode ask(String method, String path, JsonNode body) {
    return ask(method, path, "application/json", body.toString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (ConnectException e) {
      throw new CliException(
          Exit.NOT_RUNNING, "Nothing answers on port %d; the application is gone.".formatted(port));
    } catch (IOException e) {
      throw new CliException(Exit.REFUSED, "The application does not answer (%s).".formatted(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CliException(Exit.REFUSED, "Interrupted.");
    }
  }

  private static JsonNode json(HttpResponse<byte[]> response) {
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new CliException(
          Exit.REFUSED, "Something other than Millrace answers on that port (%s).".formatted(e));
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() {
    client.close();
  }
}
