package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.workbook.access.Role;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class BadRequestTest {
  private final People people;
  private final Client client;
  private final Client ada;

  BadRequestTest(People people, @LocalServerPort int port) {
    this.people = people;
    client = Client.of(port);
    ada = client.bearer(people.token("ada", Role.ADMIN));
  }

  @Test
  void everyProblemCarriesItsCodeAndTheRequestsId() {
    Client.Answer answer = ada.with("X-Request-Id", "my-request-7").get("/api/nothing");

    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("X-Request-Id")).isEqualTo("my-request-7");
    assertThat(answer.json().path("requestId").asText()).isEqualTo("my-request-7");
    assertThat(answer.json().path("type").asText()).isEqualTo("about:blank");
    assertThat(answer.json().path("status").asInt()).isEqualTo(404);
    assertThat(answer.json().path("title").asText()).isEqualTo("Not found");
  }

  @Test
  void anIdThatCouldForgeALogLineIsReplaced() {
    assertThat(ada.with("X-Request-Id", "a b").get("/api/session").header("X-Request-Id"))
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void whatIsNotThereOrNotDoneOrNotTakenHasItsOwnCode() {
    assertThat(ada.get("/api/nothing").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(client.get("/no-such-file.js").problem()).isEqualTo("404 NOT_FOUND");
    assertThat(ada.get("/api/sql").problem()).isEqualTo("405 METHOD_NOT_ALLOWED");
    assertThat(ada.get("/api/sql").header("Allow")).isEqualTo("POST");
    assertThat(ada.put("/api/workbooks/x", "application/json", "{}").problem())
        .isEqualTo("415 MEDIA_TYPE_UNSUPPORTED");
    assertThat(ada.with("Accept", "image/png").get("/api/workbooks").problem())
        .isEqualTo("406 NOT_ACCEPTABLE");
  }

  @Test
  void aBodyThatIsNotJsonSaysWhereItBreaks() {
    Client.Answer answer = ada.post("/api/sql", "{\"sql\":\n  oops}");

    assertThat(answer.problem()).isEqualTo("400 BODY_INVALID");
    assertThat(answer.json().path("line").asInt()).isEqualTo(2);
    assertThat(answer.response().body()).doesNotContain("oops");
    assertThat(ada.post("/api/sql", "").problem()).isEqualTo("400 BODY_INVALID");
    assertThat(ada.post("/api/sql", "[]").problem()).isEqualTo("400 BODY_INVALID");
    assertThat(ada.post("/api/sql", "{\"sql\":\"a\",\"sql\":\"b\"}").problem())
        .isEqualTo("400 BODY_INVALID");
    assertThat(ada.post("/api/sql", "{\"sql\":\"a\"} {}").problem()).isEqualTo("400 BODY_INVALID");
    assertThat(ada.post("/api/sql", "[".repeat(100_000)).problem()).isEqualTo("400 BODY_INVALID");
  }

  @Test
  void aBodyThatIsTooLargeIsRefusedWhetherItSaysSoOrNot() {
    byte[] large =
        "{\"sql\":\"%s\"}".formatted("x".repeat(1_100_000)).getBytes(StandardCharsets.UTF_8);
    Client json = ada.with("Content-Type", "application/json");

    assertThat(
            json.send("POST", "/api/sql", HttpRequest.BodyPublishers.ofByteArray(large)).problem())
        .isEqualTo("413 BODY_TOO_LARGE");
    assertThat(
            json.send(
                    "POST",
                    "/api/sql",
                    HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)))
                .problem())
        .isEqualTo("413 BODY_TOO_LARGE");
    assertThat(ada.put("/api/workbooks/x", "application/yaml", "#".repeat(1_100_000)).problem())
        .isEqualTo("413 BODY_TOO_LARGE");
  }

  @Test
  void parametersOfTheWrongTypeAreNamed() {
    assertThat(ada.get("/api/actions/history?page=x").problem()).isEqualTo("422 VALUE_TYPE page");
    assertThat(ada.get("/api/actions/history?limit=0").problem())
        .isEqualTo("422 VALUE_INVALID limit");
    assertThat(ada.get("/api/actions/history?status=fine").problem())
        .isEqualTo("422 VALUE_INVALID status");
    assertThat(ada.get("/api/actions/history?dateFrom=yesterday").problem())
        .isEqualTo("422 VALUE_INVALID dateFrom");
    assertThat(ada.get("/api/events?lastEventId=x").problem())
        .isEqualTo("422 VALUE_TYPE lastEventId");
  }

  @Test
  void askingTooOftenIsToldWhenToComeBack() {
    Client busy = client.bearer(people.token("busy", Role.VIEWER));
    for (int i = 0; i < 100; i++) {
      busy.get("/api/actions/history?limit=0");
    }

    Client.Answer answer = busy.get("/api/actions/history");

    assertThat(answer.problem()).isEqualTo("429 RATE_LIMITED");
    assertThat(answer.header("RateLimit-Limit")).isEqualTo("100");
    assertThat(answer.header("RateLimit-Remaining")).isEqualTo("0");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 60);
  }
}
