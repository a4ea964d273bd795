package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Columns that are computed, as different people see them. */
@ApplicationTest
class FormulaColumnTest {
  private static final String WORKBOOK =
      """
      workbook: formula-columns
      title: Formula columns
      pages:
        - id: main
          elements:
            - id: tasks
              type: input-table
              rules: [{formula: 'Not ArrayLength([Tags]) > 2', message: At most two tags.}]
              columns:
                - {id: name, name: Name, type: text, default: '=CurrentUserEmail() & "''s"'}
                - {id: tags, name: Tags, type: multi-select, validation: {values: [new, old, odd]}}
              formulas:
                - {id: count, name: Count, formula: 'ArrayLength([Tags])'}
                - {id: sorted, name: All, formula: 'ArrayConcat([Tags], Array("x"))'}
                - {id: mine, name: Mine, formula: '[CREATED_BY] = CurrentUserEmail()'}
            - id: goods
              title: Goods
              type: input-table
              columns:
                - {id: code, name: Code, type: text}
                - {id: price, name: Price, type: number}
              formulas:
                - {id: gross, name: Gross, formula: '[Price] * 2'}
                - {id: sold, name: Sold, formula: 'Coalesce(Rollup(Sum([Sales/Pieces]), [Code], [Sales/Code]), 0)'}
            - id: sales
              title: Sales
              type: input-table
              columns:
                - {id: code, name: Code, type: text}
                - {id: pieces, name: Pieces, type: number}
              formulas:
                - {id: total, name: Total, formula: '[Pieces] * Lookup([goods/gross], [Code], [Goods/Code])'}
                - {id: share, name: Share, formula: '[Pieces] / Lookup([Goods/Sold], [Code], [Goods/Code])'}
      """;
  private final Client ana;
  private final Client ben;
  private final Desk desk;

  FormulaColumnTest(People people, @LocalServerPort int port) {
    Client client = Client.of(port);
    ana = client.bearer(people.token("ana", Role.USER));
    ben = client.bearer(people.token("ben", Role.USER));
    Client.Answer answer =
        client
            .bearer(people.token("dora", Role.DESIGNER))
            .put("/api/workbooks/formula-columns", "application/yaml", WORKBOOK);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    desk = new Desk("formula-columns", ana);
  }

  @Test
  void formulasReadArraysAndKnowWhoLooks() {
    String rows = desk.rows("tasks");
    JsonNode row = ana.post(rows, "{\"values\":{\"tags\":[\"old\",\"odd\"]}}").json().path("row");

    JsonNode seen = ana.get(rows).json();
    JsonNode byBen = ben.get(rows).json();

    assertThat(row.path("values").path("name").asText()).isEqualTo("ana's");
    assertThat(value(seen, "tags").toString()).isEqualTo("[\"old\",\"odd\"]");
    assertThat(value(seen, "count").asInt()).isEqualTo(2);
    assertThat(value(seen, "sorted").toString()).isEqualTo("[\"old\",\"odd\",\"x\"]");
    assertThat(value(seen, "mine").asBoolean()).isTrue();
    assertThat(value(byBen, "mine").asBoolean()).isFalse();
    assertThat(ana.post(rows, "{\"values\":{\"tags\":[\"old\",\"odd\",\"new\"]}}").problem())
        .startsWith("422 RULE_BROKEN");
    JsonNode changed =
        ben.post(
                "/api/workbooks/formula-columns/elements/tasks/changes",
                "{\"rows\":[{\"op\":\"DELETE\",\"where\":\"[Mine]\",\"all\":true}]}")
            .json();
    assertThat(changed.path("rows").size()).isZero();
  }

  @Test
  void whoLooksHearsThatOtherTablesShowSomethingElse() throws Exception {
    try (Heard heard = Heard.open(ben, "?workbook=formula-columns")) {
      ana.post(desk.rows("goods"), "{\"values\":{\"code\":\"h\"}}");

      assertThat(heard.next("rows:changed").body().path("dependents").toString())
          .isEqualTo("[\"goods\",\"sales\"]");
      ana.post(desk.rows("tasks"), "{\"values\":{}}");
      assertThat(heard.next("rows:changed").body().path("dependents").isEmpty()).isTrue();
    }
  }

  @Test
  void formulasLookIntoOtherTables() {
    for (String good : List.of("{\"code\":\"a\",\"price\":1.5}", "{\"code\":\"b\",\"price\":4}")) {
      ana.post(desk.rows("goods"), "{\"values\":%s}".formatted(good));
    }
    for (String sale : List.of("a\",\"pieces\":1}", "a\",\"pieces\":3}", "c\",\"pieces\":9}")) {
      ana.post(desk.rows("sales"), "{\"values\":{\"code\":\"%s}".formatted(sale));
    }

    JsonNode sales = ana.get(desk.rows("sales") + "?sort=-total").json();
    JsonNode goods = ana.get(desk.rows("goods") + "?sort=-sold").json();

    assertThat(value(goods, "sold").asInt()).isEqualTo(4);
    JsonNode deleted =
        ana.post(
                "/api/workbooks/formula-columns/elements/sales/changes",
                "{\"rows\":[{\"op\":\"DELETE\",\"where\":\"[Total] = 9 And [Share] = 0.75\"}]}")
            .json();
    assertThat(deleted.path("rows").size()).as("%s %s", sales, deleted).isEqualTo(1);
    assertThat(value(ana.get(desk.rows("goods") + "?sort=-sold").json(), "sold").asInt())
        .isEqualTo(1);
  }

  private static JsonNode value(JsonNode page, String column) {
    JsonNode columns = page.path("columns");
    for (int i = 0; i < columns.size(); i++) {
      if (columns.path(i).path("id").asText().equals(column)) {
        return page.path("rows").path(0).path("values").path(i);
      }
    }
    throw new AssertionError("no column " + column);
  }
}
