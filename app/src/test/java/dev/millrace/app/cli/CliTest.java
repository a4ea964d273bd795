package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.Millrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class CliTest {
  @TempDir Path directory;

  @Test
  void commandsTalkToTheRunningApplicationAndSqlAlsoToItsDirectory() throws IOException {
    Path workbook = directory.resolve("small.yaml");
    Files.writeString(
        workbook,
        """
        workbook: small
        title: Small
        pages:
          - id: main
            elements:
              - {id: notes, type: input-table, source: {kind: empty}, columns: [{id: note, name: Note, type: text}]}
        """);
    try (ConfigurableApplicationContext application = start()) {
      assertThat(application.isRunning()).isTrue();
      assertThat(run("status").text()).contains("UP");
      assertThat(run("publish", workbook.toString()).text()).contains("small: version 1 published");
      assertThat(run("publish", workbook.toString()).text()).contains("version 1, unchanged");
      assertThat(run("sql", "select 1 as one, 'a\u001b[31m' as red").text())
          .contains("one")
          .doesNotContain("\u001b");
      Ran refused = run("sql", "drop table notes");
      assertThat(refused.exit()).isEqualTo(Exit.REFUSED);
      assertThat(refused.error()).contains("[SQL_NOT_READ_ONLY]");
      assertThat(run("password", "nina", "--role", "viewer").text()).contains("'nina' (viewer)");
      assertThat(run("password", "nobody").error()).contains("[USER_NOT_FOUND]");
      Files.writeString(workbook, "workbook: small\ntitle: Small\npages: 7\n");
      assertThat(run("publish", workbook.toString()).error()).contains("line 3");
    }

    assertThat(run("sql", "select 6 * 7 as answer", "--json").text()).contains("\"rows\":[[42]]");
    assertThat(run("status").exit()).isEqualTo(Exit.NOT_RUNNING);
    assertThat(run("publish", workbook.toString()).exit()).isEqualTo(Exit.NOT_RUNNING);
  }

  @Test
  void whatIsNotUnderstoodEndsWithTwoAndHelpWithNothing() {
    assertThat(run("fly").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("sql").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("sql", "select", "1").error()).contains("Quote");
    assertThat(run("sql", "x", "--loud").error()).contains("--loud");
    assertThat(run("sql", "x", "--limit", "many").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("--help").exit()).isEqualTo(Exit.OK);
    assertThat(run("sql", "select 1").exit()).isEqualTo(Exit.NOT_RUNNING);
    assertThat(directory.resolve("data")).doesNotExist();
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(Millrace.class)
        .properties("millrace.data-dir=" + directory.resolve("data"), "millrace.demo=false")
        // As an argument: a default would give way to the port of application.yaml.
        .run("--server.port=0");
  }

  private Ran run(String... typed) {
    List<String> arguments = new ArrayList<>(List.of(typed));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Exit exit =
        Cli.run(
            arguments,
            Map.of("MILLRACE_DATA_DIR", directory.resolve("data").toString()),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private record Ran(Exit exit, String text, String error) {}
}
