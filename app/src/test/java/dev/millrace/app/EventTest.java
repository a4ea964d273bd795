package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class EventTest {
  private final Client client;
  private final People people;
  private final Desk desk;

  EventTest(People people, @LocalServerPort int port) {
    this.people = people;
    client = Client.of(port);
    Client dora = client.bearer(people.token("dora", Role.DESIGNER));
    desk = Desk.publish("event-desk", dora).as(client.bearer(people.token("ana", Role.USER)));
  }

  @Test
  void anotherViewerHearsOfAnEdit() throws Exception {
    try (Heard vic =
        Heard.open(client.bearer(people.token("vic", Role.VIEWER)), "?workbook=event-desk")) {
      String row = desk.strike("Robin", 4);

      JsonNode told = vic.next("rows:changed").body();

      assertThat(told.path("workbook").asText()).isEqualTo("event-desk");
      assertThat(told.path("element").asText()).isEqualTo("strikes");
      assertThat(told.path("rows").toString()).isEqualTo("[\"" + row + "\"]");
      assertThat(told.path("by").asText()).isEqualTo("ana");
      assertThat(told.path("editNumber").asLong()).isPositive();
    }
  }

  @Test
  void whoWasAwayHearsWhatWasMissedInOrderAndOnce() throws Exception {
    Client vic = client.bearer(people.token("vic", Role.VIEWER));
    String last;
    try (Heard before = Heard.open(vic, "?workbook=event-desk")) {
      desk.strike("Finch", 1);
      last = before.next("rows:changed").id();
    }
    List<String> missed = List.of(desk.strike("Finch", 2), desk.strike("Finch", 3));

    try (Heard after = Heard.open(vic.with("Last-Event-ID", last), "?workbook=event-desk")) {
      List<String> rows = new ArrayList<>();
      rows.add(after.next("rows:changed").body().path("rows").path(0).asText());
      rows.add(after.next("rows:changed").body().path("rows").path(0).asText());
      String live = desk.strike("Finch", 4);

      assertThat(rows).isEqualTo(missed);
      assertThat(after.next("rows:changed").body().path("rows").path(0).asText()).isEqualTo(live);
    }
  }

  @Test
  void whoWasAwayTooLongIsToldToReadAnew() throws Exception {
    Client vic = client.bearer(people.token("vic", Role.VIEWER));
    desk.strike("Crow", 1);

    try (Heard late = Heard.open(vic, "?lastEventId=1")) {
      assertThat(late.next(event -> true).type()).isEqualTo("reset");
    }
  }

  @Test
  void anothersExecutionsAndOtherWorkbooksAreNotHeard() throws Exception {
    String strike = desk.strike("Duck", 9);
    try (Heard vic =
        Heard.open(client.bearer(people.token("vic", Role.VIEWER)), "?workbook=other-desk")) {
      desk.execute("open-case", Desk.selected(strike), "?wait=30s");
      Desk.publish("other-desk", client.bearer(people.token("dora", Role.DESIGNER)));

      assertThat(vic.next(event -> true).type()).isEqualTo("workbook:published");
    }
  }

  @Test
  void aStreamEndsWhenTheLoginDoes() throws Exception {
    String token = people.token("lou", Role.VIEWER);
    try (Heard lou = Heard.open(client.bearer(token), "")) {
      client.bearer(token).delete("/api/session");

      assertThat(lou.next(event -> true).type()).isEqualTo("expired");
    }
  }

  @Test
  void oneUserHasOnlySoManyStreams() throws Exception {
    Client max = client.bearer(people.token("max", Role.VIEWER));
    List<Heard> open = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        open.add(Heard.open(max, ""));
      }

      assertThat(max.get("/api/events").problem()).isEqualTo("429 TOO_MANY_STREAMS");
    } finally {
      for (Heard stream : open) {
        stream.close();
      }
    }
  }
}
