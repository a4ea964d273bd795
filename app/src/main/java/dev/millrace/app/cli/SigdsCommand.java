package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.app.cli.words.SigdsReport;
import dev.millrace.app.cli.words.TextTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Lists, checks and mends the tables of the warehouse, through the running application. */
final class SigdsCommand implements Cli.Command {
  private static final String HELP =
      """
      sigds list                       every input table: where it is, how many rows and edits
      sigds check                      compare the tables with their logs; changes nothing
      sigds repair [--revert] [--yes]  mend what loses nothing: show the plan, or with --yes do it
        --revert                       also put back what was changed past the log, to what it says

      Exit codes: 0 nothing is wrong, or it was mended; 1 something is wrong; 3 not running
      """;

  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    String what = arguments.word(1).orElse("");
    arguments.most(2);
    switch (what) {
      case "list" -> list(arguments, directory, out);
      case "check" -> check(arguments, directory, out);
      case "repair" -> repair(arguments, directory, out);
      default ->
          throw new CliException(
              Exit.USAGE, "What is missing: list, check or repair.%n%n%s".formatted(HELP));
    }
  }

  @Override
  public String help() {
    return HELP;
  }

  private static JsonNode ask(Path directory, String method, String path, JsonNode body) {
    try (RunningApp app = RunningApp.require(directory)) {
      return app.ask(method, path, body);
    }
  }

  private static void list(Arguments arguments, Path directory, PrintStream out) {
    JsonNode answer = ask(directory, "GET", "/api/sigds", RunningApp.JSON.createObjectNode());
    if (arguments.has("json")) {
      out.println(answer);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode table : answer.path("tables")) {
      rows.add(
          List.of(
              table.path("workbook").asText(),
              table.path("element").asText(),
              table.path("trashed").asBoolean() ? "in the trash" : table.path("view").asText(),
              table.path("table").asText(),
              count(table.path("rows")),
              count(table.path("edits"))));
    }
    out.print(TextTable.of(List.of("workbook", "element", "view", "table", "rows", "edits"), rows));
  }

  private static String count(JsonNode count) {
    return count.isNumber() ? count.asText() : "missing";
  }

  private static JsonNode checked(Path directory) {
    return ask(directory, "POST", "/api/sigds/checks", RunningApp.JSON.createObjectNode());
  }

  private static void check(Arguments arguments, Path directory, PrintStream out) {
    JsonNode report = checked(directory);
    if (arguments.has("json")) {
      out.println(report);
    } else {
      out.print(SigdsReport.text(report));
    }
    refuse(report, "found");
  }

  private static void repair(Arguments arguments, Path directory, PrintStream out) {
    boolean revert = arguments.has("revert");
    if (!arguments.has("yes")) {
      JsonNode report = checked(directory);
      out.print(arguments.has("json") ? report + "\n" : SigdsReport.plan(report, revert));
      return;
    }
    JsonNode answer =
        ask(
            directory,
            "POST",
            "/api/sigds/repairs",
            RunningApp.JSON.createObjectNode().put("revert", revert));
    if (arguments.has("json")) {
      out.println(answer);
    } else {
      out.print(SigdsReport.repaired(answer));
    }
    refuse(answer.path("left"), "left");
  }

  private static void refuse(JsonNode report, String what) {
    long count = SigdsReport.count(report);
    if (count > 0) {
      throw new CliException(Exit.REFUSED, "Findings %s: %,d.".formatted(what, count));
    }
  }
}
