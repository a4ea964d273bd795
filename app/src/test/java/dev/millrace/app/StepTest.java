package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What single steps do, run by the engine against the warehouse. */
@ApplicationTest
class StepTest {
  private static final String WORKBOOK =
      """
      workbook: steps
      title: Steps
      pages:
        - id: main
          elements:
            - id: notes
              type: input-table
              columns:
                - {id: text, name: Text, type: text}
            - {id: go, type: button, title: Go}
      sequences:
        - id: come-and-go
          name: Come and go
          trigger: {element: go, type: click}
          steps:
            - {id: add, name: Add, action: insert-row, table: notes, values: {text: '"gone"'}, output: added}
            - {id: remove, name: Remove, action: delete-row, table: notes, row: '[ActionVar/added]', version: 1}
            - {id: keep, name: Keep, action: insert-row, table: notes, values: {text: '"kept"'}}
        - id: stale
          name: Stale
          trigger: {element: go, type: click}
          steps:
            - {id: add, name: Add, action: insert-row, table: notes, values: {text: '"stays"'}, output: added}
            - {id: remove, name: Remove, action: delete-row, table: notes, row: '[ActionVar/added]', version: 7}
        - id: linger
          name: Linger
          trigger: {element: go, type: click}
          steps:
            - {id: nap, name: Nap, action: wait, seconds: '0.75 * 2', condition: 'True', onError: continue}
            - {id: none, name: None, action: wait, seconds: '-1', onError: continue}
            - {id: after, name: After, action: evaluate, formula: '1', output: one}
        - id: grumble
          name: Grumble
          trigger: {element: go, type: click}
          steps:
            - {id: first, name: First, action: raise-error, message: '"never" & "mind"', onError: continue}
            - {id: last, name: Last, action: raise-error, message: '"The limit is " & Text(5 * 100) & "."'}
            - {id: never, name: Never, action: insert-row, table: notes, values: {text: '"never"'}}
      """;
  private final Desk desk;

  StepTest(People people, @LocalServerPort int port) {
    Client client = Client.of(port);
    Client.Answer answer =
        client
            .bearer(people.token("dora", Role.DESIGNER))
            .put("/api/workbooks/steps", "application/yaml", WORKBOOK);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    desk = new Desk("steps", client.bearer(people.token("ana", Role.USER)));
  }

  private JsonNode ended(String sequence) {
    JsonNode answer = desk.execute(sequence, "{\"tab\":\"tab-1\"}", "?wait=30s").json();
    String execution = answer.path("result").path("executionId").asText();
    return desk.client().get("/api/actions/executions/%s/status".formatted(execution)).json();
  }

  private String notes() {
    return desk.client().get(desk.rows("notes")).json().path("rows").toString();
  }

  @Test
  void aRowThatAStepDeletesIsGone() {
    JsonNode status = ended("come-and-go");

    assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("completed");
    assertThat(notes()).contains("kept").doesNotContain("gone");
  }

  @Test
  void aRowThatSomebodyChangedSinceIsNotDeleted() {
    JsonNode status = ended("stale");

    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.path("error").toString()).contains("ROW_CONFLICT");
    assertThat(notes()).contains("stays");
  }

  @Test
  void aSequenceWaits() {
    JsonNode status = ended("linger");

    assertThat(status.path("status").asText()).as(status.toString()).isEqualTo("completed");
    JsonNode steps = status.path("steps");
    assertThat(steps.findValuesAsText("state")).containsExactly("done", "failed", "done");
    assertThat(
            Duration.between(
                Instant.parse(steps.path(0).path("startedAt").asText()),
                Instant.parse(steps.path(1).path("startedAt").asText())))
        .isGreaterThanOrEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void anErrorThatAStepRaisesIsTreatedLikeAnyOther() {
    JsonNode status = ended("grumble");

    assertThat(status.path("status").asText()).isEqualTo("failed");
    assertThat(status.path("error").toString()).contains("RAISED").contains("The limit is 500.");
    assertThat(status.path("steps").findValuesAsText("state").subList(0, 2))
        .as(status.toString())
        .containsExactly("failed", "failed");
    assertThat(notes()).doesNotContain("never");
  }
}
