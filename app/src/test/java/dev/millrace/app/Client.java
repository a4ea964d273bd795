package dev.millrace.app;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Talks to the application under test as somebody; every answer is a status and its JSON. */
final class Client {
  static final ObjectMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int port;
  private final List<String> headers;

  private Client(int port, List<String> headers) {
    this.port = port;
    this.headers = List.copyOf(headers);
  }

  static Client of(int port) {
    return new Client(port, List.of());
  }

  Client with(String header, String value) {
    List<String> more = new ArrayList<>(headers);
    more.add(header);
    more.add(value);
    return new Client(port, more);
  }

  Client bearer(String token) {
    return with("Authorization", "Bearer " + token);
  }

  /** As a browser: the cookie, and the header that a page of ours can send. */
  Client cookie(String token) {
    return with("Cookie", "millrace_session=" + token).with("X-Millrace-Request", "1");
  }

  Answer get(String path) {
    return send("GET", path, HttpRequest.BodyPublishers.noBody());
  }

  Answer delete(String path) {
    return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
  }

  Answer post(String path, String json) {
    return with("Content-Type", "application/json")
        .send("POST", path, HttpRequest.BodyPublishers.ofString(json));
  }

  Answer patch(String path, String json) {
    return with("Content-Type", "application/json")
        .send("PATCH", path, HttpRequest.BodyPublishers.ofString(json));
  }

  Answer put(String path, String contentType, String body) {
    return with("Content-Type", contentType)
        .send("PUT", path, HttpRequest.BodyPublishers.ofString(body));
  }

  Answer send(String method, String path, HttpRequest.BodyPublisher body) {
    try {
      HttpResponse<String> response =
          HTTP.send(
              request(path).method(method, body).build(), HttpResponse.BodyHandlers.ofString());
      return new Answer(response.statusCode(), response);
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    for (int i = 0; i < headers.size(); i += 2) {
      request.header(headers.get(i), headers.get(i + 1));
    }
    return request;
  }

  /** What came back. */
  record Answer(int status, HttpResponse<String> response) {
    JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (IOException e) {
        throw new AssertionError(response.body(), e);
      }
    }

    String code() {
      return json().path("code").asText();
    }

    /** Status, code and field of a problem, for comparing all at once. */
    String problem() {
      String field = json().path("field").asText();
      return status + " " + code() + (field.isEmpty() ? "" : " " + field);
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }
}
