package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Rules of columns and tables over HTTP. */
@ApplicationTest
class RulesTest {
  private static final String WORKBOOK =
      """
      workbook: %1$s
      pages:
        - id: desk
          elements:
            - id: parts
              type: input-table
              maxRows: 4
              rules: [{formula: "[Price] >= [Cost]", message: Never sell below cost.}]
              columns:
                - {id: sku, name: SKU, type: text, required: true, validation: {unique: true, pattern: "[A-Z]{2}[0-9]{3}"}}
                - {id: kind, name: Kind, type: dropdown, validation: {valuesFrom: {element: kinds, column: kind}}}
                - {id: price, name: Price, type: number, default: 10}
                - {id: cost, name: Cost, type: number}
                - {id: tags, name: Tags, type: multi-select, default: [new], validation: {values: [new, old]}}
                - {id: state, name: State, type: text, default: Open, protected: true}
                - {id: by, name: By, type: text, default: "=[Reader/user]"}
            - id: kinds
              type: input-table
              columns: [{id: kind, name: Kind, type: text}]
            - id: drafts
              type: input-table
              entry: draft
              columns: [{id: note, name: Note, type: text}]
      """;
  private final Client designer;
  private final Client ana;
  private final Client vic;

  RulesTest(People people, @LocalServerPort int port) {
    Client client = Client.of(port);
    designer = client.bearer(people.token("dora", Role.DESIGNER));
    ana = client.bearer(people.token("ana", Role.USER));
    vic = client.bearer(people.token("vic", Role.VIEWER));
  }

  private Desk publish(String id, String yaml) {
    Client.Answer answer = designer.put("/api/workbooks/" + id, "application/yaml", yaml);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return new Desk(id, ana);
  }

  private static String values(String cells) {
    return "{\"values\":{" + cells + "}}";
  }

  @Test
  void refusalsNameTheFieldAndHaveACode() {
    Desk desk = publish("rules-desk", WORKBOOK.formatted("rules-desk"));
    String rows = desk.rows("parts");

    JsonNode row =
        ana.post(rows, values("\"sku\":\"AB001\",\"tags\":[\"old\",\"new\"]")).json().path("row");
    assertThat(row.path("values").path("tags").toString()).isEqualTo("[\"old\",\"new\"]");
    assertThat(row.path("values").path("price").asInt()).isEqualTo(10);
    assertThat(row.path("values").path("by").asText()).isEqualTo("ana");

    assertThat(ana.post(rows, values("\"sku\":\"AB001\"")).problem())
        .isEqualTo("409 VALUE_TAKEN values.sku");
    assertThat(ana.post(rows, values("\"sku\":\"x\"")).problem())
        .isEqualTo("422 VALUE_PATTERN values.sku");
    assertThat(ana.post(rows, values("\"sku\":\"AB002\",\"kind\":\"bolt\"")).problem())
        .isEqualTo("422 VALUE_NOT_ALLOWED values.kind");
    assertThat(ana.post(rows, values("\"sku\":\"AB002\",\"cost\":11")).problem())
        .isEqualTo("422 RULE_BROKEN");
    assertThat(ana.post(rows, values("\"sku\":\"AB002\",\"state\":\"Done\"")).problem())
        .isEqualTo("403 COLUMN_PROTECTED values.state");
    assertThat(ana.post(rows, values("\"sku\":\"AB002\",\"tags\":[\"big\"]")).problem())
        .isEqualTo("422 VALUE_NOT_ALLOWED values.tags");
    assertThat(ana.post(rows, values("\"sku\":\"AB002\",\"tags\":[[]]")).problem())
        .isEqualTo("422 VALUE_TYPE values.tags");
    assertThat(ana.post(desk.rows("drafts"), values("\"note\":\"x\"")).problem())
        .isEqualTo("403 ENTRY_NOT_ALLOWED");

    ana.post(desk.rows("kinds"), values("\"kind\":\"bolt\""));
    for (int i = 2; i <= 4; i++) {
      String part = "\"sku\":\"AB00%d\",\"kind\":\"bolt\"".formatted(i);
      assertThat(ana.post(rows, values(part)).status()).isEqualTo(201);
    }
    assertThat(ana.post(rows, values("\"sku\":\"AB005\"")).problem()).isEqualTo("409 TABLE_FULL");
    assertThat(ana.get(rows).json().path("total").asInt()).isEqualTo(4);
  }

  @Test
  void theDefaultsOfANewRowAreShownBeforeItIsSaved() {
    Desk desk = publish("rules-new", WORKBOOK.formatted("rules-new"));
    String defaults = "/api/workbooks/rules-new/elements/parts/defaults";

    JsonNode values = ana.get(defaults).json().path("values");
    assertThat(values.properties()).hasSize(4);
    assertThat(values.path("price").asInt()).isEqualTo(10);
    assertThat(values.path("tags").toString()).isEqualTo("[\"new\"]");
    assertThat(values.path("state").asText()).isEqualTo("Open");
    assertThat(values.path("by").asText()).isEqualTo("ana");
    assertThat(vic.get(defaults).problem()).isEqualTo("403 ACCESS_DENIED");
    assertThat(ana.get(defaults.replace("parts", "nothing")).problem())
        .isEqualTo("404 ELEMENT_NOT_FOUND");
    assertThat(desk.client().get(desk.rows("parts")).json().path("total").asInt()).isZero();
  }

  @Test
  void aRepeatedEditIsKnownThoughItsDefaultsAreOthersByThen() {
    String yaml = WORKBOOK.formatted("rules-again");
    Desk desk = publish("rules-again", yaml);
    Client keyed = ana.with("Idempotency-Key", "once");
    JsonNode first = keyed.post(desk.rows("parts"), values("\"sku\":\"AB001\"")).json();

    publish("rules-again", yaml.replace("default: 10", "default: 11"));

    assertThat(keyed.post(desk.rows("parts"), values("\"sku\":\"AB001\"")).json()).isEqualTo(first);
  }

  @Test
  void whatBreaksALaterRuleIsMarkedOnThePage() {
    String yaml = WORKBOOK.formatted("rules-later");
    Desk desk = publish("rules-later", yaml);
    ana.post(desk.rows("parts"), values("\"sku\":\"AB001\""));
    publish("rules-later", yaml.replace("[A-Z]{2}[0-9]{3}", "[a-z]+"));

    JsonNode marks = ana.get(desk.rows("parts")).json().path("rows").path(0).path("marks");

    assertThat(marks).hasSize(1);
    assertThat(marks.path(0).path("column").asText()).isEqualTo("sku");
    assertThat(marks.path(0).path("code").asText()).isEqualTo("VALUE_PATTERN");
    assertThat(marks.path(0).path("message").asText()).isNotBlank();
    assertThat(marks.path(0).path("given").isNull()).isTrue();
  }
}
