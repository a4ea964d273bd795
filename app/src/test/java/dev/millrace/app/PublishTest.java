package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What becomes of tables and their rows when a workbook is published again. */
@ApplicationTest
class PublishTest {
  private static final String SPECIES = "{id: species, name: Species, type: text, required: true}";
  private static final String SEEN = "          - {id: seen, name: Seen, type: date}\n";

  private final Client dora;
  private final Client ana;
  private final Client adam;

  private final JdbcClient platform;

  PublishTest(People people, JdbcClient platform, @LocalServerPort int port) {
    this.platform = platform;
    dora = Client.of(port).bearer(people.token("dora", Role.DESIGNER));
    ana = Client.of(port).bearer(people.token("ana", Role.USER));
    adam = Client.of(port).bearer(people.token("adam", Role.ADMIN));
  }

  private Client.Answer publish(String id, String query, String source) {
    return dora.put("/api/workbooks/" + id + query, "application/yaml", source);
  }

  /** One line for each table and column that changed. */
  private static List<String> lines(Client.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    List<String> lines = new ArrayList<>();
    for (JsonNode table : answer.json().path("tables")) {
      String element = table.path("element").asText();
      lines.add(element + " " + table.path("fate").asText());
      for (JsonNode column : table.path("columns")) {
        lines.add(
            element + "." + column.path("column").asText() + " " + column.path("fate").asText());
      }
    }
    return lines;
  }

  @Test
  void theAnswerTellsWhatBecameOfTablesAndADryRunChangesNothing() {
    String source = Desk.source("changing");
    assertThat(lines(publish("changing", "", source)))
        .containsExactly("strikes created", "cases created");
    new Desk("changing", ana).strike("Goose", 5);
    String changed =
        source
            .replace(SPECIES, SPECIES.replace("name: Species", "name: Bird"))
            .replace(SEEN, "          - {id: place, name: Place, type: text}\n");

    Client.Answer dry = publish("changing", "?dryRun=true", changed);

    assertThat(lines(dry))
        .containsExactly(
            "strikes kept",
            "strikes.species renamed",
            "strikes.place added",
            "strikes.seen trashed",
            "cases kept");
    assertThat(dry.json().path("dryRun").asBoolean()).isTrue();
    JsonNode still = ana.get("/api/workbooks/changing").json();
    assertThat(still.path("version").asInt()).isEqualTo(1);
    new Desk("changing", ana).strike("Gull", 6);
    assertThat(lines(publish("changing", "", changed))).isEqualTo(lines(dry));

    JsonNode trash = adam.get("/api/warehouse/trash").json().path("items").path(0);
    assertThat(trash.path("workbook").asText()).isEqualTo("changing");
    assertThat(trash.path("column").path("id").asText()).isEqualTo("seen");
    assertThat(trash.path("column").path("type").asText()).isEqualTo("date");
    assertThat(dora.get("/api/warehouse/trash").problem()).isEqualTo("403 ACCESS_DENIED");
    assertThat(lines(publish("changing", "", source))).contains("strikes.seen restored");
  }

  @Test
  void whatWouldBeLostRefusesUntilItIsAccepted() {
    String source = Desk.source("losing");
    publish("losing", "", source);
    Desk desk = new Desk("losing", ana);
    String row = desk.strike("Goose", 5);
    desk.strike("12", 6);
    String changed = source.replace(SPECIES, "{id: species, name: Species, type: number}");

    Client.Answer refused = publish("losing", "", changed);

    assertThat(refused.problem()).isEqualTo("409 COLUMN_RETYPE_LOSES");
    JsonNode column = refused.json().path("columns").path(0);
    assertThat(column.path("table").asText()).isEqualTo("strikes");
    assertThat(column.path("lost").asInt()).isEqualTo(1);
    assertThat(column.path("cells").asInt()).isEqualTo(2);
    assertThat(column.path("first").path(0).path("row").asText()).isEqualTo(row);
    assertThat(column.path("first").path(0).path("given").asText()).isEqualTo("Goose");
    assertThat(ana.get("/api/workbooks/losing").json().path("version").asInt()).isEqualTo(1);
    desk.strike("Gull", 7);

    Client.Answer dry = publish("losing", "?dryRun=true", changed);
    assertThat(
            dry.json()
                .path("tables")
                .path(0)
                .path("columns")
                .path(0)
                .path("retype")
                .path("lost")
                .asInt())
        .isEqualTo(2);
    assertThat(lines(publish("losing", "?acceptLoss=true", changed)))
        .contains("strikes.species retyped");
    JsonNode rows = ana.get(desk.rows("strikes")).json().path("rows");
    assertThat(rows.path(0).path("marks").toString()).contains("Goose");
    assertThat(rows.path(1).path("values").toString()).contains("12");
  }

  @Test
  void aVersionThatIsNotTakenLeavesTheTablesOfTheRunningOne() {
    String source = Desk.source("whole");
    publish("whole", "", source);
    new Desk("whole", ana).strike("Goose", 5);
    String broken = source.replace(SEEN, "").replace("table: cases", "table: casses");

    assertThat(publish("whole", "?acceptLoss=true", broken).problem())
        .isEqualTo("422 WORKBOOK_INVALID");

    assertThat(ana.get(new Desk("whole", ana).rows("strikes")).json().path("total").asInt())
        .isEqualTo(1);
    assertThat(adam.get("/api/warehouse/trash").json().toString()).doesNotContain("whole");
  }

  @Test
  void aVersionThatThePlatformDoesNotKeepTakesItsTablesBackWithIt() {
    String source = Desk.source("kept");
    publish("kept", "", source);
    Desk desk = new Desk("kept", ana);
    desk.strike("Goose", 5);
    String before = ana.get(desk.rows("strikes")).json().path("rows").toString();
    String changed =
        source
            .replace(SPECIES, "{id: species, name: Bird, type: number}")
            .replace(SEEN, "          - {id: place, name: Place, type: text}\n");
    platform
        .sql(
            "alter table app_workbook_version add constraint full_up check (workbook not in ('kept', 'first') or version < 2 and workbook <> 'first')")
        .update();
    try {
      assertThat(publish("kept", "?acceptLoss=true", changed).status()).isEqualTo(500);
      assertThat(publish("first", "", Desk.source("first")).status()).isEqualTo(500);
    } finally {
      platform.sql("alter table app_workbook_version drop constraint full_up").update();
    }

    assertThat(ana.get(desk.rows("strikes")).json().path("rows").toString()).isEqualTo(before);
    desk.strike("Gull", 6);
    assertThat(lines(publish("kept", "?dryRun=true", source))).isEmpty();
    assertThat(lines(publish("first", "", Desk.source("first"))))
        .containsExactly("strikes restored", "cases restored");
  }
}
