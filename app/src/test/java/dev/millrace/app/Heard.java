package dev.millrace.app;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An open event stream, and what came over it. */
final class Heard implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final InputStream body;
  private final BlockingQueue<Told> told = new LinkedBlockingQueue<>();

  private Heard(Client client, String query) throws IOException, InterruptedException {
    HttpResponse<InputStream> response =
        http.send(
            client.request("/api/events" + query).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    this.body = response.body();
    Thread.ofVirtual().start(this::read);
  }

  /** Opens a stream and waits until it stands. */
  static Heard open(Client client, String query) throws IOException, InterruptedException {
    Heard heard = new Heard(client, query);
    heard.next("hello");
    return heard;
  }

  /** The next event of that type; others before it are dropped. */
  Told next(String type) throws InterruptedException {
    return next(event -> event.type().equals(type));
  }

  Told next(Predicate<Told> wanted) throws InterruptedException {
    while (true) {
      Told event = told.poll(30, TimeUnit.SECONDS);
      if (event == null) {
        throw new AssertionError("no such event in 30 seconds");
      }
      if (wanted.test(event)) {
        return event;
      }
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = "";
      String type = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          told.add(new Told(id, type, Client.JSON.readTree(line.substring(6))));
        }
      }
    } catch (IOException e) {
      told.add(new Told("", "closed", Client.JSON.nullNode()));
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
    http.shutdownNow();
  }

  /** One event. */
  record Told(String id, String type, JsonNode body) {}
}
