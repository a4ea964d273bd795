package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Ending an execution while one of its steps is at work. */
@ApplicationTest
class CancelTest {
  private static final String TOAST =
      "      - {id: tell, action: show-toast, title: '\"Opened\"'}\n";
  private static final String SECOND_ROW =
      "      - {id: add-another, action: insert-row, table: cases, values: {strike: '\"second\"'}}\n";

  private final Client ana;
  private final Gate gate;
  private final Desk desk;

  CancelTest(People people, Gate gate, @LocalServerPort int port) {
    this.gate = gate;
    Client client = Client.of(port);
    ana = client.bearer(people.token("ana", Role.USER));
    Client dora = client.bearer(people.token("dora", Role.DESIGNER));
    String source = Desk.source("cancel-desk").replace(TOAST, SECOND_ROW + TOAST);
    Client.Answer published = dora.put("/api/workbooks/cancel-desk", "application/yaml", source);
    assertThat(published.status()).as(published.response().body()).isEqualTo(200);
    desk = new Desk("cancel-desk", ana);
  }

  @Test
  void afterACancelInMidSequenceNoLaterRowOrEffectComesAndEachStepHasOneRecord() throws Exception {
    String strike = desk.strike("Gull", 50);
    long cases = desk.cases().path("total").asLong();
    try (Heard tab = Heard.open(ana, "?tab=tab-1&workbook=cancel-desk")) {
      // given
      Gate.Held firstStep = gate.holdNextStep();
      String cancelled = execution(desk.execute("open-case", Desk.selected(strike), ""));
      firstStep.await();

      // when
      Client.Answer answer = ana.post(path(cancelled) + "/control", "{\"action\":\"cancel\"}");
      firstStep.letGo();

      // then
      assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
      await().untilAsserted(() -> assertThat(states(cancelled)).containsExactly("done"));
      String later = execution(desk.execute("high", threshold(strike), "?wait=30s"));
      assertThat(tab.next("effect").body().path("executionId").asText())
          .as("the first effect is of the execution that came later")
          .isEqualTo(later);
      JsonNode status = ana.get(path(cancelled) + "/status").json();
      assertThat(status.path("status").asText()).isEqualTo("cancelled");
      assertThat(status.path("steps").findValuesAsText("id")).containsExactly("add-case");
      assertThat(desk.cases().path("total").asLong())
          .as("the row of the step that had committed, and no other")
          .isEqualTo(cases + 1);
    }
  }

  private Iterable<String> states(String execution) {
    return ana.get(path(execution) + "/status").json().path("steps").findValuesAsText("state");
  }

  /** A context in which the condition of the other sequence holds. */
  private static String threshold(String strike) {
    return Desk.selected(strike).replaceFirst("\\{", "{\"controls\":{\"threshold\":1},");
  }

  private static String path(String execution) {
    return "/api/actions/executions/" + execution;
  }

  private static String execution(Client.Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 202);
    return answer.json().path("result").path("executionId").asText();
  }
}
