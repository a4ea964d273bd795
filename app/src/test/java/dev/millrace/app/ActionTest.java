package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class ActionTest {
  private final Client client;
  private final People people;
  private final Desk desk;

  ActionTest(People people, @LocalServerPort int port) {
    this.people = people;
    client = Client.of(port);
    Client dora = client.bearer(people.token("dora", Role.DESIGNER));
    Client ana = client.bearer(people.token("ana", Role.USER));
    desk = Desk.publish("action-desk", dora).as(ana);
  }

  @Test
  void aClickRunsASequenceOnTheEngineAndItsRowIsInTheWarehouse() {
    String strike = desk.strike("Goose", 70);
    long before = desk.cases().path("total").asLong();

    Client.Answer answer = desk.click(Desk.selected(strike), "?wait=30s");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    JsonNode started = answer.json().path("started").path(0);
    assertThat(started.path("sequenceId").asText()).isEqualTo("action-desk.open-case");
    assertThat(started.path("status").asText()).as(error(started)).isEqualTo("completed");
    assertThat(answer.json().path("skipped").toString())
        .contains("{\"sequenceId\":\"action-desk.high\",\"reason\":\"CONDITION\"}")
        .contains("{\"sequenceId\":\"action-desk.off\",\"reason\":\"DISABLED\"}");
    JsonNode cases =
        client
            .bearer(people.token("ana", Role.USER))
            .get(desk.rows("cases") + "?sort=-CREATED_AT")
            .json();
    assertThat(cases.path("total").asLong()).isEqualTo(before + 1);
    assertThat(cases.path("rows").path(0).path("values").toString())
        .contains(strike)
        .contains("70");
    JsonNode status =
        desk.client()
            .get(
                "/api/actions/executions/%s/status"
                    .formatted(started.path("result").path("executionId").asText()))
            .json();
    assertThat(status.path("status").asText()).isEqualTo("completed");
    assertThat(status.path("progress").toString())
        .isEqualTo("{\"current\":3,\"total\":3,\"percentage\":100}");
    assertThat(status.path("steps").findValuesAsText("state"))
        .containsExactly("done", "done", "done");
    assertThat(status.path("currentAction").isNull()).isTrue();
    assertThat(status.path("outputVariables").path("caseRow").isTextual()).isTrue();
  }

  private String error(JsonNode started) {
    String id = started.path("result").path("executionId").asText();
    return desk.client().get("/api/actions/executions/%s/status".formatted(id)).response().body();
  }

  @Test
  void aCallThatWaitsGetsEverythingTheGuidePromises() {
    String strike = desk.strike("Swan", 40);

    Client.Answer answer = desk.execute("open-case", Desk.selected(strike), "?wait=30s");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode body = answer.json();
    assertThat(body.path("success").asBoolean()).isTrue();
    assertThat(body.path("sequenceId").asText()).isEqualTo("action-desk.open-case");
    assertThat(body.path("status").asText()).isEqualTo("completed");
    assertThat(body.path("result").path("actionsExecuted").asInt()).isEqualTo(3);
    assertThat(body.path("result").path("dataModified").asBoolean()).isTrue();
    assertThat(body.path("result").path("outputVariables").has("caseRow")).isTrue();
    assertThat(body.path("executionTime").asLong()).isPositive();
    assertThat(body.path("timestamp").asText()).endsWith("Z");
  }

  @Test
  void effectsReachTheTabThatStartedAndProgressItsUser() throws Exception {
    String strike = desk.strike("Eagle", 500);
    Client mia = client.bearer(people.token("mia", Role.USER));
    try (Heard tab = Heard.open(mia, "?tab=tab-1&workbook=action-desk");
        Heard other = Heard.open(mia, "?tab=tab-2&workbook=action-desk")) {
      String execution =
          desk.as(mia)
              .execute("high", Desk.selected(strike), "?wait=30s")
              .json()
              .path("result")
              .path("executionId")
              .asText();

      JsonNode effect = tab.next("effect").body();
      assertThat(effect.path("executionId").asText()).isEqualTo(execution);
      assertThat(effect.path("tab").asText()).isEqualTo("tab-1");
      assertThat(effect.path("effect").toString())
          .isEqualTo("{\"type\":\"set-control\",\"control\":\"threshold\",\"value\":200}");
      JsonNode ended =
          other
              .next(e ->
                  !e.type().equals("execution:started") && !e.type().equals("execution:progress"))
              .body();
      assertThat(ended.path("executionId").asText()).isEqualTo(execution);
      assertThat(ended.path("status").asText()).isEqualTo("completed");
      assertThat(ended.path("progress").path("percentage").asInt()).isEqualTo(100);
    }
  }

  @Test
  void theSameKeyStartsOnce() {
    String strike = desk.strike("Stork", 5);
    Desk keyed = desk.as(desk.client().with("Idempotency-Key", UUID.randomUUID().toString()));
    long before = desk.cases().path("total").asLong();

    JsonNode first = keyed.execute("open-case", Desk.selected(strike), "?wait=30s").json();
    JsonNode second = keyed.execute("open-case", Desk.selected(strike), "?wait=30s").json();

    assertThat(second.path("result").path("executionId"))
        .isEqualTo(first.path("result").path("executionId"));
    assertThat(desk.cases().path("total").asLong()).isEqualTo(before + 1);
    assertThat(
            desk.as(desk.client().with("Idempotency-Key", "x".repeat(201)))
                .execute("open-case", Desk.selected(strike), "")
                .problem())
        .isEqualTo("422 IDEMPOTENCY_KEY_INVALID Idempotency-Key");
  }

  @Test
  void whatCannotBeStartedSaysWhy() {
    assertThat(desk.execute("nothing", "{}", "").problem()).isEqualTo("404 SEQUENCE_NOT_FOUND");
    assertThat(desk.client().post("/api/actions/execute", "{\"sequenceId\":\"no.such\"}").problem())
        .isEqualTo("404 SEQUENCE_NOT_FOUND");
    Client.Answer disabled = desk.execute("off", "{}", "");
    assertThat(disabled.problem()).isEqualTo("409 SEQUENCE_DISABLED");
    assertThat(disabled.json().path("state").asText()).isEqualTo("disabled");
    assertThat(desk.execute("open-case", "{}", "").problem()).isEqualTo("422 CONDITION_NOT_MET");
    Client vic = client.bearer(people.token("vic", Role.VIEWER));
    assertThat(desk.as(vic).execute("open-case", "{}", "").problem())
        .isEqualTo("403 ACCESS_DENIED");
    assertThat(desk.as(vic).click("{}", "").problem()).isEqualTo("403 ACCESS_DENIED");
  }

  @Test
  void aContextThatIsNotTrueNamesItsField() {
    String strike = desk.strike("Lark", 1);

    assertThat(desk.execute("high", "{\"controls\":{\"threshold\":\"1\"}}", "").problem())
        .isEqualTo("422 VALUE_TYPE context.controls.threshold");
    assertThat(desk.click("{\"controls\":{\"treshold\":1}}", "").problem())
        .isEqualTo("422 CONTEXT_INVALID context.controls.treshold");
    assertThat(desk.click("{\"selection\":{\"rows\":[]}}", "").problem())
        .isEqualTo("422 FIELD_REQUIRED context.selection.element");
    assertThat(
            desk.click("{\"selection\":{\"element\":\"strikes\",\"rows\":[{\"id\":\"a\"}]}}", "")
                .problem())
        .isEqualTo("422 FIELD_REQUIRED context.selection.rows[0].version");
    assertThat(desk.click(Desk.selected("no-such-row"), "").problem())
        .isEqualTo("422 CONTEXT_INVALID context.selection.rows[0].id");
    assertThat(desk.click(Desk.selected(strike).replace("strikes", "threshold"), "").problem())
        .isEqualTo("422 CONTEXT_INVALID context.selection.element");
    assertThat(desk.click("{\"tab\":\"a b\"}", "").problem())
        .isEqualTo("422 CONTEXT_INVALID context.tab");
    assertThat(desk.click("{\"controls\":7}", "").problem())
        .isEqualTo("422 VALUE_TYPE context.controls");
    assertThat(desk.click("{}", "?wait=soon").problem()).isEqualTo("422 VALUE_TYPE wait");
    String rows = "{\"id\":\"r\",\"version\":1},".repeat(10_001);
    assertThat(
            desk.click(
                    "{\"selection\":{\"element\":\"strikes\",\"rows\":[%s]}}"
                        .formatted(rows.substring(0, rows.length() - 1)),
                    "")
                .problem())
        .isEqualTo("422 SELECTION_TOO_LARGE context.selection.rows");
  }

  @Test
  void anExecutionIsItsOwnersToSeeAndEndAndAnOperators() {
    String strike = desk.strike("Wren", 3);
    String id =
        desk.execute("open-case", Desk.selected(strike), "?wait=30s")
            .json()
            .path("result")
            .path("executionId")
            .asText();
    String path = "/api/actions/executions/" + id;
    Client ben = client.bearer(people.token("ben", Role.USER));
    Client olga = client.bearer(people.token("olga", Role.OPERATOR));

    assertThat(ben.get(path + "/status").problem()).isEqualTo("404 EXECUTION_NOT_FOUND");
    assertThat(ben.post(path + "/control", "{\"action\":\"stop\"}").problem())
        .isEqualTo("404 EXECUTION_NOT_FOUND");
    assertThat(olga.get(path + "/status").status()).isEqualTo(200);
    assertThat(desk.client().post(path + "/control", "{\"action\":\"stop\"}").problem())
        .isEqualTo("409 EXECUTION_ENDED");
    assertThat(desk.client().post(path + "/control", "{\"action\":\"pause\"}").problem())
        .isEqualTo("422 UNSUPPORTED action");
    assertThat(desk.client().post(path + "/control", "{\"action\":\"x\"}").problem())
        .isEqualTo("422 VALUE_INVALID action");
    assertThat(
            desk.client()
                .get("/api/actions/sequences/action-desk.open-case/status")
                .json()
                .path("sequenceId")
                .asText())
        .isEqualTo("action-desk.open-case");
    assertThat(
            desk.client()
                .post(
                    "/api/actions/sequences/action-desk.open-case/control",
                    "{\"action\":\"cancel\"}")
                .json()
                .path("executionIds"))
        .isEmpty();
  }

  @Test
  void theHistoryIsOnesOwnNewestFirst() {
    Client hans = client.bearer(people.token("hans", Role.USER));
    Desk his = desk.as(hans);
    String strike = desk.strike("Tern", 8);
    his.execute("open-case", Desk.selected(strike), "?wait=30s");
    his.execute("open-case", Desk.selected(strike), "?wait=30s");

    JsonNode history = hans.get("/api/actions/history?limit=1&status=completed").json();

    assertThat(history.path("history")).hasSize(1);
    JsonNode newest = history.path("history").path(0);
    assertThat(newest.path("user").asText()).isEqualTo("hans");
    assertThat(newest.path("actionsExecuted").asInt()).isEqualTo(3);
    assertThat(newest.path("executionTime").asLong()).isPositive();
    assertThat(history.path("pagination").toString())
        .isEqualTo(
            "{\"currentPage\":1,\"totalPages\":2,\"totalRecords\":2,\"hasNext\":true,\"hasPrevious\":false}");
    assertThat(hans.get("/api/actions/history?status=failed").json().path("history")).isEmpty();
    assertThat(hans.get("/api/actions/history?everyone=true").problem())
        .isEqualTo("403 ACCESS_DENIED");
  }
}
