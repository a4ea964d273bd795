package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A published workbook, and what tests do with it. */
record Desk(String id, Client client) {
  /** Publishes it under that id. */
  static Desk publish(String id, Client designer) {
    Client.Answer answer = designer.put("/api/workbooks/" + id, "application/yaml", source(id));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return new Desk(id, designer);
  }

  static String source(String id) {
    try (InputStream file = Objects.requireNonNull(Desk.class.getResourceAsStream("/desk.yaml"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).replace("WORKBOOK", id);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same, as somebody else. */
  Desk as(Client other) {
    return new Desk(id, other);
  }

  String rows(String element) {
    return "/api/workbooks/%s/elements/%s/rows".formatted(id, element);
  }

  /** Adds a strike; gives its row id. */
  String strike(String species, int cost) {
    Client.Answer answer =
        client.post(
            rows("strikes"),
            "{\"values\":{\"species\":\"%s\",\"cost\":%d}}".formatted(species, cost));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json().path("row").path("id").asText();
  }

  JsonNode cases() {
    return client.get(rows("cases")).json();
  }

  /** A context that selects one row. */
  static String selected(String row) {
    return "{\"selection\":{\"element\":\"strikes\",\"rows\":[{\"id\":\"%s\",\"version\":1}]},\"tab\":\"tab-1\"}"
        .formatted(row);
  }

  Client.Answer execute(String sequence, String context, String query) {
    return client.post(
        "/api/actions/execute" + query,
        "{\"sequenceId\":\"%s.%s\",\"context\":%s}".formatted(id, sequence, context));
  }

  Client.Answer click(String context, String query) {
    return client.post(
        "/api/actions/trigger" + query,
        "{\"workbook\":\"%s\",\"element\":\"open-case\",\"trigger\":\"click\",\"context\":%s}"
            .formatted(id, context));
  }
}
