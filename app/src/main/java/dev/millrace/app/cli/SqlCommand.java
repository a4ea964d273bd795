package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.app.cli.words.TextTable;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs a query: through the running application, or on the directory itself if none runs. */
final class SqlCommand implements Cli.Command {
  private static final int LIMIT = 1_000;

  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    String sql = arguments.require(1, "the query, in quotes");
    arguments.most(2);
    int limit = limit(arguments);
    JsonNode result = result(sql, limit, directory);
    if (arguments.has("json")) {
      out.println(result);
      return;
    }
    out.print(table(result));
    if (result.path("truncated").asBoolean()) {
      out.println("… more than %d rows; see --limit".formatted(limit));
    }
  }

  private static JsonNode result(String sql, int limit, Path directory) {
    Optional<RunningApp> running = RunningApp.find(directory);
    if (running.isEmpty()) {
      return OfflineSql.query(sql, limit, directory);
    }
    try (RunningApp app = running.get()) {
      ObjectNode body = RunningApp.JSON.createObjectNode().put("sql", sql).put("limit", limit);
      return app.ask("POST", "/api/sql", body);
    } catch (CliException e) {
      if (e.exit() == Exit.NOT_RUNNING) {
        return OfflineSql.query(sql, limit, directory);
      }
      throw e;
    }
  }

  private static int limit(Arguments arguments) {
    try {
      return arguments.option("limit").map(Integer::parseInt).orElse(LIMIT);
    } catch (NumberFormatException e) {
      throw new CliException(Exit.USAGE, "--limit takes a number.");
    }
  }

  private static String table(JsonNode result) {
    List<String> heads = new ArrayList<>();
    result.path("columns").forEach(column -> heads.add(column.asText()));
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : result.path("rows")) {
      List<String> cells = new ArrayList<>();
      row.forEach(cell -> cells.add(cell.isNull() ? "" : text(cell)));
      rows.add(cells);
    }
    return TextTable.of(heads, rows);
  }

  private static String text(JsonNode cell) {
    return cell.isBigDecimal() ? cell.decimalValue().toPlainString() : cell.asText(cell.toString());
  }
}
