package dev.millrace.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.app.Millrace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
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
      publishingTellsWhatBecomesOfTheTables(workbook);
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
  void aFormulaIsCheckedExplainedCompletedAndTranslatedWithoutARunningApplication() {
    assertThat(run("formula", "Sum([A]) > 1", "--validate", "--columns", "A:number").text())
        .contains("\"valid\" : true", "\"logical\"", "\"aggregate\"");
    assertThat(run("formula", "Lenn(1)", "--validate").text())
        .contains("UNKNOWN_FUNCTION", "\"Len\"");
    assertThat(run("formula", "Sum([A", "--complete", "6", "--columns", "A:number").text())
        .contains("\"[A]\"");
    assertThat(run("formula", "[P/N] + 1", "--explain", "--columns", "P/N:number").error())
        .contains("[LEVEL] at character 0");
    assertThat(
            run(
                    "formula",
                    "Lookup([P/N], [A], [P/K])",
                    "--translate",
                    "postgresql",
                    "--columns",
                    "A:text,P/K:text,P/N:number")
                .text())
        .contains("LEFT JOIN");
    assertThat(run("formula", "1", "--translate", "oracle").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("formula", "1", "--complete", "x").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("formula", "1", "--validate", "--columns", "A").exit()).isEqualTo(Exit.USAGE);
    assertThat(run("formula", "--help").text()).contains("--translate DIALECT");
  }

  private void publishingTellsWhatBecomesOfTheTables(Path workbook) throws IOException {
    String before = Files.readString(workbook);
    String after =
        before.replace(
            "{id: note, name: Note, type: text}",
            "{id: note, name: Remark, type: number}, {id: day, name: Day, type: date}");
    Files.writeString(workbook, after);
    Ran dry = run("publish", workbook.toString(), "--dry-run");
    assertThat(dry.text())
        .contains("small: version 2 would be published")
        .contains("notes: 0 rows")
        .contains("note: renamed from 'Note' to 'Remark'")
        .contains("note: from text to number, 0 values, of which 0 do not fit")
        .contains("day: new");
    assertThat(run("publish", workbook.toString(), "--accept-loss").text())
        .contains("small: version 2 published", "day: new");
    Files.writeString(workbook, before);
    assertThat(run("publish", workbook.toString()).text()).contains("day: to the trash");
  }

  @Test
  void tablesAreListedCheckedAndMended() throws IOException, SQLException {
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
      run("publish", workbook.toString());
      assertThat(run("sigds", "check").exit()).isEqualTo(Exit.OK);
      assertThat(run("sigds", "check").text()).contains("1 tables agree");
      Ran listed = run("sigds", "list");
      assertThat(listed.text()).contains("notes", "SIGDS_").doesNotContain("missing");
      String table = listed.text().replaceAll("(?s).*(SIGDS_\\w+).*", "$1");
      damage("DROP VIEW notes");
      damage(
          "INSERT INTO \"%s\" VALUES ('x\u001b', now(), 'eve', now(), 'eve', 1, 'forged')"
              .formatted(table));

      Ran checked = run("sigds", "check");
      assertThat(checked.exit()).isEqualTo(Exit.REFUSED);
      assertThat(checked.text())
          .contains("VIEW_MISSING", "ROW_ADDED_OUTSIDE", "repair --revert")
          .doesNotContain("\u001b", "forged");
      assertThat(checked.error()).contains("Findings found: 2");
      assertThat(run("sigds", "check", "--json").text()).contains("\"code\":\"view-missing\"");
      Ran plan = run("sigds", "repair");
      assertThat(plan.exit()).isEqualTo(Exit.OK);
      assertThat(plan.text()).contains("Would be mended", "Would stay", "Nothing was changed");
      assertThat(run("sigds", "check").error()).contains("Findings found: 2");
      assertThat(run("sigds", "repair", "--yes").text()).contains("Found: 2. Left: 1.");
      assertThat(run("sql", "SELECT \"Note\" FROM notes").text()).contains("forged");
      Ran reverted = run("sigds", "repair", "--revert", "--yes");
      assertThat(reverted.exit()).isEqualTo(Exit.OK);
      assertThat(reverted.text()).contains("Found: 1. Left: 0.");
      assertThat(run("sigds", "check").exit()).isEqualTo(Exit.OK);
      assertThat(run("sigds").exit()).isEqualTo(Exit.USAGE);
      assertThat(run("sigds", "--help").text()).contains("--revert");
    }
    assertThat(run("sigds", "check").exit()).isEqualTo(Exit.NOT_RUNNING);
  }

  /** Runs SQL past the application. */
  private void damage(String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(
                "jdbc:duckdb:" + directory.resolve("data").resolve("warehouse.duckdb"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
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
