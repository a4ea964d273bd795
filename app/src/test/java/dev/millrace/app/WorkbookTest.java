package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class WorkbookTest {
  private final Client dora;
  private final Client vic;

  WorkbookTest(People people, @LocalServerPort int port) {
    dora = Client.of(port).bearer(people.token("dora", Role.DESIGNER));
    vic = Client.of(port).bearer(people.token("vic", Role.VIEWER));
  }

  @Test
  void aPublishedWorkbookIsListedShownAndGivenBack() {
    Desk.publish("shown", dora);

    JsonNode listed = vic.get("/api/workbooks").json().path("workbooks");
    assertThat(listed.findValuesAsText("id")).contains("shown");
    JsonNode workbook = vic.get("/api/workbooks/shown").json();
    assertThat(workbook.path("title").asText()).isEqualTo("Recovery desk");
    JsonNode strikes = workbook.path("pages").path(0).path("elements").path(0);
    assertThat(strikes.path("type").asText()).isEqualTo("input-table");
    assertThat(strikes.path("at").path("columnEnd").asInt()).isEqualTo(17);
    assertThat(strikes.path("columns").path(1).path("rules").path("min").asInt()).isZero();
    assertThat(strikes.path("formulas").path(0).path("type").asText()).isEqualTo("logical");
    assertThat(workbook.path("sequences").path(0).path("selection").asText()).isEqualTo("strikes");
    assertThat(workbook.path("sequences").path(2).path("enabled").asBoolean()).isFalse();
    assertThat(dora.get("/api/workbooks/shown/source").response().body())
        .isEqualTo(Desk.source("shown"));
  }

  @Test
  void theSameTextIsTheSameVersionAndAnotherIsTheNext() {
    Desk.publish("versions", dora);
    String path = "/api/workbooks/versions";

    JsonNode again = dora.put(path, "application/yaml", Desk.source("versions")).json();
    String changed = Desk.source("versions").replace("Recovery desk", "Desk");
    JsonNode next = dora.put(path, "text/yaml", changed).json();

    assertThat(again.path("version").asInt()).isEqualTo(1);
    assertThat(again.path("unchanged").asBoolean()).isTrue();
    assertThat(next.path("version").asInt()).isEqualTo(2);
    assertThat(vic.get(path).json().path("title").asText()).isEqualTo("Desk");
  }

  @Test
  void aFileWithErrorsIsRefusedWithAllOfThemAndTheRunningVersionStays() {
    Desk.publish("errors", dora);
    String broken =
        Desk.source("errors")
            .replace("Recovery desk", "Broken")
            .replace("[Cost] > [Control/threshold]", "[Costs] > 1")
            .replace("Sum([Selection/Cost]) > [Control/threshold]", "Summ([Selection/Cost]) > 1")
            .replace("table: cases", "table: casses");

    Client.Answer answer = dora.put("/api/workbooks/errors", "application/yaml", broken);

    assertThat(answer.problem()).isEqualTo("422 WORKBOOK_INVALID");
    JsonNode errors = answer.json().path("errors");
    List<String> lines = new ArrayList<>();
    errors.forEach(error -> lines.add(line(broken, error)));
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).contains("[Costs] > 1");
    assertThat(lines.get(1)).contains("casses");
    assertThat(lines.get(2)).contains("Summ");
    assertThat(errors.path(2).path("code").asText()).isEqualTo("FORMULA_UNKNOWN_FUNCTION");
    assertThat(errors.path(2).path("suggestions").toString()).contains("Sum");
    JsonNode running = vic.get("/api/workbooks/errors").json();
    assertThat(running.path("version").asInt()).isEqualTo(1);
    assertThat(running.path("title").asText()).isEqualTo("Recovery desk");
  }

  @Test
  void aFileThatIsNoYamlOrOfAnotherWorkbookIsRefused() {
    assertThat(dora.put("/api/workbooks/x", "application/yaml", "{ : ").problem())
        .isEqualTo("422 WORKBOOK_INVALID");
    assertThat(dora.put("/api/workbooks/x", "application/yaml", Desk.source("y")).problem())
        .isEqualTo("422 WORKBOOK_ID_MISMATCH workbook");
    assertThat(dora.get("/api/workbooks/y").problem()).isEqualTo("404 WORKBOOK_NOT_FOUND");
  }

  @Test
  void aFileThatNamesAFileOutsideTheUploadFolderGetsNothingOfIt() {
    String sneaky =
        Desk.source("sneaky")
            .replaceFirst("\\{kind: empty\\}", "{kind: csv, table: \"../token-key\"}");

    Client.Answer answer = dora.put("/api/workbooks/sneaky", "application/yaml", sneaky);

    assertThat(answer.status()).isGreaterThanOrEqualTo(400).isLessThan(500);
    assertThat(dora.get("/api/workbooks/sneaky").status()).isEqualTo(404);
  }

  @Test
  void publishingAndReadingTheSourceNeedTheRight() {
    Desk.publish("rights", dora);

    assertThat(
            vic.put("/api/workbooks/rights", "application/yaml", Desk.source("rights")).problem())
        .isEqualTo("403 ACCESS_DENIED");
    assertThat(vic.get("/api/workbooks/rights/source").problem()).isEqualTo("403 ACCESS_DENIED");
    assertThat(vic.post("/api/sql", "{\"sql\":\"select 1\"}").problem())
        .isEqualTo("403 ACCESS_DENIED");
    assertThat(dora.get("/api/sigds").problem()).isEqualTo("403 ACCESS_DENIED");
    assertThat(dora.post("/api/sigds/checks", "{}").problem()).isEqualTo("403 ACCESS_DENIED");
    assertThat(dora.post("/api/sigds/repairs", "{}").problem()).isEqualTo("403 ACCESS_DENIED");
  }

  @Test
  void editorsLearnTheSchema() {
    Client.Answer schema = vic.get("/api/schema/workbook");
    assertThat(schema.header("Content-Type")).startsWith("application/schema+json");
    assertThat(schema.json().path("$schema").asText()).startsWith("https://json-schema.org/");
  }

  private static String line(String text, JsonNode error) {
    return text.lines().skip(error.path("line").asInt() - 1L).findFirst().orElse("");
  }
}
