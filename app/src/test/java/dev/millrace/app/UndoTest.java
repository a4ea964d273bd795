package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class UndoTest {
  private final Client ana;
  private final Client ben;
  private final Client vic;
  private final Desk desk;
  private final String table;

  UndoTest(People people, @LocalServerPort int port) {
    Client client = Client.of(port);
    ana = client.bearer(people.token("ana", Role.USER));
    ben = client.bearer(people.token("ben", Role.USER));
    vic = client.bearer(people.token("vic", Role.VIEWER));
    desk = Desk.publish("undo-desk", client.bearer(people.token("dora", Role.DESIGNER))).as(ana);
    table = desk.rows("strikes").replaceFirst("/rows$", "");
  }

  private JsonNode history(String row) {
    return vic.get(table + "/changes?row=" + row).json().path("changes");
  }

  private void cost(Client who, String row, String cost) {
    long version = history(row).path(0).path("rows").path(0).path("version").asLong();
    String body = "{\"version\":%d,\"values\":{\"cost\":%s}}".formatted(version, cost);
    assertThat(who.patch(table + "/rows/" + row, body).status()).isEqualTo(200);
  }

  private static String undo(JsonNode change) {
    return "{\"changes\":[\"%s\"]}".formatted(change.path("id").asText());
  }

  @Test
  void anEditIsLookedAtTakenBackAndDoneAgain() {
    String row = desk.strike("Heron", 10);
    cost(ben, row, "20.5");
    JsonNode edit = history(row).path(0);

    assertThat(edit.path("by").asText()).isEqualTo("ben");
    assertThat(edit.path("actor").asText()).isEqualTo("PERSON");
    assertThat(edit.path("rows").path(0).path("old").path("cost").asInt()).isEqualTo(10);
    assertThat(edit.path("rows").path(0).path("now").path("cost").asDouble()).isEqualTo(20.5);

    JsonNode preview =
        ana.post(table + "/undo", undo(edit).replace("}", ",\"preview\":true}")).json();
    assertThat(preview.path("back").asInt()).isEqualTo(1);
    assertThat(preview.has("id") && !preview.path("id").isNull()).isFalse();
    assertThat(history(row)).hasSize(2);

    JsonNode undone = ana.post(table + "/undo", undo(edit)).json();
    assertThat(undone.path("back").asInt()).isEqualTo(1);
    assertThat(newestCost(row)).isEqualTo(10);
    assertThat(ana.post(table + "/undo", undo(edit)).problem()).isEqualTo("409 NOTHING_TO_UNDO");

    assertThat(ben.post(table + "/undo", undo(undone)).status()).isEqualTo(200);
    assertThat(newestCost(row)).isEqualTo(20.5);
    assertThat(history(row).path(0).path("undoes").path(0).asText())
        .isEqualTo(undone.path("id").asText());
  }

  private double newestCost(String row) {
    return history(row).path(0).path("rows").path(0).path("now").path("cost").asDouble();
  }

  @Test
  void anUndoLeavesWhatSomebodyElseChangedSinceAndNamesThem() {
    String row = desk.strike("Crane", 1);
    cost(ana, row, "2");
    JsonNode edit = history(row).path(0);
    cost(ben, row, "3");

    JsonNode preview =
        ana.post(table + "/undo", undo(edit).replace("}", ",\"preview\":true}")).json();

    assertThat(preview.path("kept").asInt()).isEqualTo(1);
    JsonNode since = preview.path("rows").path(0).path("kept").path(0);
    assertThat(since.path("column").asText()).isEqualTo("cost");
    assertThat(since.path("by").asText()).isEqualTo("ben");
    assertThat(ana.post(table + "/undo", undo(edit)).problem()).isEqualTo("409 NOTHING_TO_UNDO");
    assertThat(newestCost(row)).isEqualTo(3);
  }

  @Test
  void aRepeatedRequestIsOneUndo() {
    String row = desk.strike("Stork", 1);
    cost(ana, row, "2");
    String body = undo(history(row).path(0));

    JsonNode first = ana.with("Idempotency-Key", "undo-1").post(table + "/undo", body).json();
    JsonNode second = ana.with("Idempotency-Key", "undo-1").post(table + "/undo", body).json();

    assertThat(second.path("id")).isEqualTo(first.path("id"));
    assertThat(history(row)).hasSize(3);
  }

  @Test
  void whatCannotBeUndoneIsRefusedWithItsReason() {
    assertThat(ana.post(table + "/undo", "{}").problem()).isEqualTo("422 VALUE_INVALID changes");
    assertThat(ana.post(table + "/undo", "{\"changes\":[\"'; --\"]}").problem())
        .isEqualTo("422 VALUE_TYPE changes");
    String unknown = "{\"changes\":[\"%s\"]}".formatted(UUID.randomUUID());
    assertThat(ana.post(table + "/undo", unknown).problem()).isEqualTo("404 CHANGE_NOT_FOUND");
    assertThat(vic.post(table + "/undo", unknown).problem()).startsWith("403");
    for (String query : List.of("limit=0", "limit=201")) {
      assertThat(ana.get(table + "/changes?" + query).problem())
          .isEqualTo("422 PAGE_INVALID limit");
    }
    assertThat(ana.get(table + "/changes?change=x").problem()).isEqualTo("422 VALUE_TYPE changes");
  }

  @Test
  void theTableIsShownAsItWas() {
    String row = desk.strike("Crane", 10);
    String before = history(row).path(0).path("at").asText();
    cost(ben, row, "99");

    JsonNode past = vic.get(table + "/past?limit=1000&at=" + before).json();
    assertThat(past.path("rows").findValuesAsText("id")).contains(row);
    past.path("rows")
        .forEach(one -> {
          if (one.path("id").asText().equals(row)) {
            assertThat(one.path("values").path("cost").asInt()).isEqualTo(10);
          }
        });
    assertThat(vic.get(table + "/past?at=2000-01-01T00:00:00Z").json().path("rows")).isEmpty();
    assertThat(vic.get(table + "/past?at=yesterday").problem()).isEqualTo("422 MOMENT_INVALID at");
    assertThat(vic.get(table + "/past?at=%2B12026-01-01T00:00:00Z").problem())
        .isEqualTo("422 MOMENT_INVALID at");
    assertThat(vic.get(table + "/past?limit=0&at=" + before).problem())
        .isEqualTo("422 PAGE_INVALID limit");
    assertThat(vic.get(table + "/past?after=t:%27--&at=" + before).problem())
        .isEqualTo("422 CURSOR_INVALID after");
  }
}
