package dev.millrace.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.workbook.access.Role;
import java.math.BigDecimal;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@ApplicationTest
class RowTest {
  private final Client ana;
  private final Client ben;
  private final Client vic;
  private final Client admin;
  private final Desk desk;

  RowTest(People people, @LocalServerPort int port) {
    Client client = Client.of(port);
    ana = client.bearer(people.token("ana", Role.USER));
    ben = client.bearer(people.token("ben", Role.USER));
    vic = client.bearer(people.token("vic", Role.VIEWER));
    admin = client.bearer(people.secret("cli-token"));
    desk = Desk.publish("rows-desk", client.bearer(people.token("dora", Role.DESIGNER))).as(ana);
  }

  @Test
  void aRowIsAddedReadChangedAndRemoved() {
    String rows = desk.rows("strikes");
    JsonNode added =
        ana.post(
                rows,
                "{\"values\":{\"species\":\"Gull\",\"cost\":12345678901234567.8901234567,\"seen\":\"2002-11-23\"}}")
            .json()
            .path("row");
    String row = rows + "/" + added.path("id").asText();

    JsonNode page = ana.get(rows + "?sort=-CREATED_AT&limit=1").json();
    assertThat(page.path("columns").findValuesAsText("id")).contains("species", "cost", "claim");
    assertThat(cell(page, 0, "cost").decimalValue())
        .isEqualByComparingTo(new BigDecimal("12345678901234567.8901234567"));
    assertThat(cell(page, 0, "seen").asText()).isEqualTo("2002-11-23");
    assertThat(cell(page, 0, "claim").asBoolean()).isTrue();

    JsonNode changed =
        ana.patch(row, patch(added.path("version").asLong(), "null")).json().path("row");
    long version = changed.path("version").asLong();
    assertThat(version).isGreaterThan(added.path("version").asLong());
    assertThat(ana.delete(row + "?version=" + version).status()).isEqualTo(204);
    assertThat(ana.patch(row, patch(version, "1")).problem()).isEqualTo("409 ROW_CONFLICT");
    assertThat(ana.patch(rows + "/no-such-row", patch(1, "1")).problem())
        .isEqualTo("404 ROW_NOT_FOUND");
  }

  @Test
  void ofTwoWritersOnOneRowOneGetsBothValuesAndTheLogHasOneEdit() {
    String row = desk.strike("Heron", 10);
    String path = desk.rows("strikes") + "/" + row;
    long seen = newest().path("version").asLong();
    long logged = edits();

    Client.Answer first = ana.patch(path, patch(seen, "20"));
    Client.Answer second = ben.patch(path, patch(seen, "30"));

    assertThat(first.status()).isEqualTo(200);
    assertThat(second.problem()).isEqualTo("409 ROW_CONFLICT");
    JsonNode conflict = second.json().path("conflicts").path(0);
    assertThat(conflict.path("row").asText()).isEqualTo(row);
    assertThat(conflict.path("seenVersion").asLong()).isEqualTo(seen);
    assertThat(conflict.path("version")).isEqualTo(first.json().path("row").path("version"));
    assertThat(conflict.path("by").asText()).isEqualTo("ana");
    assertThat(conflict.path("at").asText()).endsWith("Z");
    assertThat(conflict.path("cells").path(0).path("column").asText()).isEqualTo("cost");
    assertThat(conflict.path("cells").path(0).path("wanted").asInt()).isEqualTo(30);
    assertThat(conflict.path("cells").path(0).path("current").asInt()).isEqualTo(20);
    assertThat(conflict.path("cells").path(0).path("by").asText()).isEqualTo("ana");
    assertThat(second.json().path("author").asText()).isEqualTo("ben");
    assertThat(edits()).isEqualTo(logged + 1);
  }

  @Test
  void severalRowsAreChangedTogetherByIdByKeyAndByFormula() {
    String row = desk.strike("Stork", 1);
    String changes = desk.rows("strikes").replaceFirst("rows$", "changes");
    String batch =
        """
        {"rows": [
          {"op": "UPSERT", "key": {"species": "Osprey"}, "values": {"cost": 7}},
          {"op": "INSERT", "values": {"species": "Tern", "cost": 8}},
          {"op": "UPDATE", "row": "%s", "values": {"cost": 2}},
          {"op": "UPDATE", "where": "[Species] = \\"Nobody\\"", "all": true, "values": {"cost": 0}}
        ]}
        """
            .formatted(row);

    Client keyed = ana.with("Idempotency-Key", "batch-1");
    JsonNode done = keyed.post(changes, batch).json();

    assertThat(done.path("rows")).hasSize(3);
    assertThat(done.path("repeated").asBoolean()).isFalse();
    assertThat(done.path("visible").asBoolean()).isTrue();
    JsonNode again = keyed.post(changes, batch).json();
    assertThat(again.path("repeated").asBoolean()).isTrue();
    assertThat(again.path("rows")).isEqualTo(done.path("rows"));

    Client.Answer two =
        ana.post(
            changes,
            """
            {"rows": [{"op": "DELETE", "where": "[Species] = \\"Osprey\\" or [Species] = \\"Tern\\""}]}
            """);
    assertThat(two.problem()).isEqualTo("409 ROW_AMBIGUOUS rows[0]");
    Client.Answer bad =
        ana.post(
            changes,
            """
            {"rows": [{"op": "INSERT", "values": {"species": "Kite"}},
                      {"op": "INSERT", "values": {"cost": "much"}}]}
            """);
    assertThat(bad.problem()).isEqualTo("422 VALUE_TYPE rows[1].values.cost");
    assertThat(vic.post(changes, batch).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"op": "UPDATE", "values": {}}                              | VALUE_INVALID     | rows[0]
          {"op": "UPDATE", "row": "a", "key": {"species": "x"}}       | VALUE_INVALID     | rows[0]
          {"op": "UPDATE", "where": "True", "version": 1}             | VALUE_INVALID     | rows[0]
          {"op": "UPSERT", "values": {"species": "x"}}                | VALUE_INVALID     | rows[0]
          {"op": "INSERT", "key": {"species": "x"}}                   | VALUE_INVALID     | rows[0]
          {"op": "UPDATE", "where": "[Nope] = 1", "values": {}}       | CONDITION_INVALID | rows[0].where
          {"op": "UPDATE", "where": "1 + 1", "all": true}             | CONDITION_TYPE    | rows[0]
          {"op": "UPDATE", "key": {"nope": 1}, "values": {}}          | UNKNOWN_COLUMN    | rows[0].key.nope
          """)
  void aRowThatIsNamedUnclearlyIsRefused(String row, String code, String field) {
    Client.Answer answer =
        ana.post(
            desk.rows("strikes").replaceFirst("rows$", "changes"),
            "{\"rows\": [%s]}".formatted(row));

    assertThat(answer.problem()).isEqualTo("422 %s %s".formatted(code, field));
  }

  @Test
  void ofTwoWritersAtOnceOneWinsEveryTime() throws Exception {
    String path = desk.rows("strikes") + "/" + desk.strike("Heron", 0);
    long version = newest().path("version").asLong();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      for (int round = 1; round <= 10; round++) {
        long logged = edits();
        CyclicBarrier barrier = new CyclicBarrier(2);
        String hers = patch(version, "%d".formatted(round * 10));
        String his = patch(version, "%d".formatted(round * 10 + 1));
        Future<Client.Answer> one = pool.submit(() -> atOnce(barrier, () -> ana.patch(path, hers)));
        Future<Client.Answer> two = pool.submit(() -> atOnce(barrier, () -> ben.patch(path, his)));

        boolean sheWon = one.get().status() == 200;
        Client.Answer won = sheWon ? one.get() : two.get();
        Client.Answer lost = sheWon ? two.get() : one.get();

        assertThat(won.status()).isEqualTo(200);
        assertThat(lost.problem()).isEqualTo("409 ROW_CONFLICT");
        JsonNode cell = lost.json().path("conflicts").path(0).path("cells").path(0);
        assertThat(cell.path("current").asInt()).isEqualTo(round * 10 + (sheWon ? 0 : 1));
        assertThat(cell.path("wanted").asInt()).isEqualTo(round * 10 + (sheWon ? 1 : 0));
        assertThat(edits()).isEqualTo(logged + 1);
        version = won.json().path("row").path("version").asLong();
      }
    }
  }

  private static Client.Answer atOnce(CyclicBarrier barrier, Supplier<Client.Answer> edit)
      throws Exception {
    barrier.await(30, TimeUnit.SECONDS);
    return edit.get();
  }

  @Test
  void aRepeatedEditWithOneKeyIsDoneOnce() {
    String path = desk.rows("strikes");
    Client keyed = ana.with("Idempotency-Key", "add-1");
    String body = "{\"values\":{\"species\":\"Kite\"}}";

    String first = keyed.post(path, body).json().path("row").path("id").asText();
    String second = keyed.post(path, body).json().path("row").path("id").asText();
    Client.Answer other = keyed.post(path, "{\"values\":{\"species\":\"Owl\"}}");

    assertThat(second).isEqualTo(first).isNotEmpty();
    assertThat(other.problem()).isEqualTo("409 CHANGE_ID_REUSED");
    assertThat(ben.with("Idempotency-Key", "add-1").post(path, body).json().path("row").path("id"))
        .isNotEqualTo(Client.JSON.getNodeFactory().textNode(first));
  }

  @Test
  void valuesThatDoNotFitAreRefusedByTheFieldsName() {
    String rows = desk.rows("strikes");

    assertThat(ana.post(rows, "{\"values\":{\"species\":\"x\",\"cost\":\"12\"}}").problem())
        .isEqualTo("422 VALUE_TYPE values.cost");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"x\",\"seen\":\"23.11.2002\"}}").problem())
        .isEqualTo("422 VALUE_TYPE values.seen");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"x\",\"cost\":1e999999999}}").problem())
        .isEqualTo("422 VALUE_RANGE values.cost");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"a\\u0000b\"}}").problem())
        .isEqualTo("422 INVALID_CHARACTER values.species");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"\\ud800\"}}").problem())
        .isEqualTo("422 INVALID_CHARACTER values.species");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"x\",\"claim\":true}}").problem())
        .isEqualTo("422 UNKNOWN_COLUMN values.claim");
    assertThat(ana.post(rows, "{\"values\":{\"cost\":1}}").problem())
        .isEqualTo("422 VALUE_REQUIRED values.species");
    assertThat(ana.post(rows, "{\"values\":{\"species\":\"x\",\"cost\":-1}}").problem())
        .startsWith("422 ")
        .endsWith(" values.cost");
    assertThat(ana.post(rows, "{}").problem()).isEqualTo("422 FIELD_REQUIRED values");
    assertThat(ana.patch(rows + "/x", "{\"values\":{}}").problem())
        .isEqualTo("422 FIELD_REQUIRED version");
  }

  @Test
  void pagesAreAskedForWithinBounds() {
    String rows = desk.rows("strikes");

    assertThat(ana.get(rows + "?limit=1001").problem()).isEqualTo("422 VALUE_INVALID limit");
    assertThat(ana.get(rows + "?offset=-1").problem()).isEqualTo("422 VALUE_INVALID offset");
    assertThat(ana.get(rows + "?sort=nothing").problem()).isEqualTo("422 UNKNOWN_COLUMN sort");
    assertThat(ana.get(rows + "?controls=%7B%22threshold%22%3A%22x%22%7D").problem())
        .isEqualTo("422 VALUE_TYPE controls.threshold");
    assertThat(ana.get(rows + "?controls=x").problem()).isEqualTo("422 VALUE_TYPE controls");
    assertThat(ana.get(desk.rows("threshold")).problem()).isEqualTo("404 ELEMENT_NOT_FOUND");
  }

  @Test
  void aControlsValueReachesTheFormulas() {
    desk.strike("Crane", 500);
    String rows = desk.rows("strikes") + "?sort=-CREATED_AT&limit=1&controls=";

    assertThat(cell(ana.get(rows + "%7B%22threshold%22%3A1%7D").json(), 0, "claim").asBoolean())
        .isTrue();
    assertThat(cell(ana.get(rows + "%7B%22threshold%22%3A1e40%7D").json(), 0, "claim").asBoolean())
        .isFalse();
  }

  @Test
  void viewersReadAndDoNotEdit() {
    assertThat(vic.get(desk.rows("strikes")).status()).isEqualTo(200);
    assertThat(vic.post(desk.rows("strikes"), "{\"values\":{\"species\":\"x\"}}").problem())
        .isEqualTo("403 ACCESS_DENIED");
  }

  @Test
  void theWarehouseIsReadableByPlainSqlAndOnlyReadable() {
    desk.strike("Ibis", 77);

    JsonNode result =
        admin
            .post("/api/sql", "{\"sql\":\"select 1 as one, 'a' as a union all select 2, null\"}")
            .json();
    assertThat(result.path("columns").toString()).isEqualTo("[\"one\",\"a\"]");
    assertThat(result.path("rows")).hasSize(2);
    assertThat(admin.post("/api/sql", "{\"sql\":\"drop table x\"}").problem())
        .isEqualTo("422 SQL_NOT_READ_ONLY sql");
    assertThat(admin.post("/api/sql", "{\"sql\":\"selec 1\"}").problem())
        .isEqualTo("422 SQL_ERROR sql");
    assertThat(
            admin.post("/api/sql", "{\"sql\":\"select * from read_text('/etc/passwd')\"}").status())
        .isEqualTo(422);
  }

  /** The row added last; a row's version is the number of the edit that made it so. */
  private JsonNode newest() {
    return ana.get(desk.rows("strikes") + "?sort=-CREATED_AT&limit=1").json().path("rows").path(0);
  }

  /** How many rows the table's edit log has. */
  private long edits() {
    String log =
        sql("SELECT LOG_TABLE FROM MILLRACE_TABLES WHERE WORKBOOK = 'rows-desk' AND ELEMENT = 'strikes'")
            .asText();
    return sql("SELECT count(*) FROM \\\"%s\\\"".formatted(log)).asLong();
  }

  private JsonNode sql(String sql) {
    Client.Answer answer = admin.post("/api/sql", "{\"sql\":\"%s\"}".formatted(sql));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().path("rows").path(0).path(0);
  }

  private static String patch(long version, String cost) {
    return "{\"version\":%d,\"values\":{\"cost\":%s}}".formatted(version, cost);
  }

  private static JsonNode cell(JsonNode page, int row, String column) {
    int index = page.path("columns").findValuesAsText("id").indexOf(column);
    return page.path("rows").path(row).path("values").path(index);
  }
}
