package dev.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way through: a file's workbook, a click over HTTP, Zeebe, the warehouse, plain SQL. */
class StartedAppIT {
  private static final Pattern ADDRESS = Pattern.compile("runs at (http://\\S+)");
  private static final Pattern PASSWORD = Pattern.compile("First sign-in: +admin +(\\S+)");

  private static final String EXECUTE = "/api/actions/execute";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path directory;
  private Command millrace;

  @BeforeEach
  void onAnEmptyDirectory() {
    millrace = new Command(directory.resolve("data"));
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    millrace.run("stop");
  }

  @Test
  void aSequenceWritesItsRowAndAnotherAfterARestart() throws Exception {
    // given
    String started = millrace.run("start", "--port", "0");
    String password = found(PASSWORD, started);

    // when
    try (Client client = signedIn(started, password)) {
      JsonNode ended = openCase(client);
      assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
      assertThat(ended.at("/result/dataModified").asBoolean()).isTrue();
    }

    // then
    assertThat(rows("SELECT * FROM cases")).hasSize(1);
    assertThat(rows(logOf("cases"))).as("one log row for one change").hasSize(1);
    assertThat(rows("SELECT count(*) FROM strikes").getFirst().path(0).asLong()).isEqualTo(10_000);

    // when
    millrace.run("stop");
    String again = millrace.run("start", "--port", "0");
    assertThat(again).as("the password is shown once").doesNotContainPattern(PASSWORD);
    try (Client client = signedIn(again, password)) {
      openCase(client);
    }

    // then
    assertThat(rows("SELECT * FROM cases")).hasSize(2);
  }

  @Test
  void aSequenceThatWasStartedEndsOnceThoughTheProcessIsKilled() throws Exception {
    // given
    String started = millrace.run("start", "--port", "0");
    String password = found(PASSWORD, started);
    Map<String, Object> click;
    String execution;

    // when
    try (Client client = signedIn(started, password)) {
      click = click(client);
      execution = client.postOnce("key-1", EXECUTE, 202, click).path("executionId").asText();
      kill();
    }
    String again = millrace.run("start", "--port", "0");

    // then
    try (Client client = signedIn(again, password)) {
      JsonNode ended = client.postOnce("key-1", EXECUTE + "?wait=30s", 200, click);
      assertThat(ended.path("status").asText()).as(ended.toString()).isEqualTo("completed");
      assertThat(ended.path("executionId").asText()).isEqualTo(execution);
    }
    assertThat(rows("SELECT * FROM cases")).hasSize(1);
    assertThat(rows(logOf("cases"))).hasSize(1);
  }

  /** As {@code kill -9} does. */
  private void kill() throws IOException {
    long pid = Long.parseLong(Files.readString(directory.resolve("data/lock")).strip());
    ProcessHandle app = ProcessHandle.of(pid).orElseThrow();
    app.destroyForcibly();
    app.onExit().join();
  }

  @Test
  void theCommandsSayWhereItStands() throws Exception {
    assertThat(millrace.end(List.of("status")).status()).isEqualTo(3);
    millrace.run("start", "--port", "0");
    assertThat(millrace.run("status")).contains("runs at").contains("UP");
    assertThat(millrace.run("start", "--port", "0")).contains("running already");
    assertThat(millrace.end(List.of("reset", "--yes")).output()).contains("millrace stop");
    millrace.run("stop");
    assertThat(millrace.run("sql", "SELECT count(*) AS n FROM strikes"))
        .as("with no app running the command reads the file itself")
        .contains("10000");
    assertThat(millrace.run("reset", "--yes")).contains("Removed");
    assertThat(millrace.run("reset", "--yes")).contains("no data");
  }

  private static JsonNode openCase(Client client) throws IOException, InterruptedException {
    return client.post(EXECUTE + "?wait=30s", 200, click(client));
  }

  /** The demo's button, with the costliest strike selected. */
  private static Map<String, Object> click(Client client) throws IOException, InterruptedException {
    JsonNode page =
        client.get("/api/workbooks/strike-desk/elements/strikes/rows?limit=1&sort=-cost");
    JsonNode row = page.path("rows").path(0);
    Map<String, Object> selected =
        Map.of("id", row.path("id").asText(), "version", row.path("version").asLong());
    return Map.of(
        "sequenceId",
        "strike-desk.open-case",
        "context",
        Map.of(
            "controls",
            Map.of("threshold", 100_000),
            "selection",
            Map.of("element", "strikes", "rows", List.of(selected))));
  }

  private Client signedIn(String started, String password)
      throws IOException, InterruptedException {
    Client client = new Client(found(ADDRESS, started));
    client.signIn("admin", password);
    return client;
  }

  private String logOf(String view) throws IOException, InterruptedException {
    String log =
        rows("SELECT LOG_TABLE FROM MILLRACE_TABLES WHERE VIEW_NAME = '" + view + "'")
            .getFirst()
            .path(0)
            .asText();
    return "SELECT * FROM \"" + log + "\"";
  }

  private List<JsonNode> rows(String sql) throws IOException, InterruptedException {
    List<JsonNode> rows = new ArrayList<>();
    JSON.readTree(millrace.run("sql", "--json", sql)).path("rows").forEach(rows::add);
    return rows;
  }

  private static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    assertThat(matcher.find()).as("%s in: %s", pattern, text).isTrue();
    return matcher.group(1);
  }
}
