package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Publishes a workbook file. */
final class PublishCommand implements Cli.Command {
  private static final Pattern ID = Pattern.compile("(?m)^workbook:[ \\t]*([a-z0-9-]+)");

  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    Path file = Path.of(arguments.require(1, "the workbook file"));
    arguments.most(2);
    String source = read(file);
    Matcher id = ID.matcher(source);
    if (!id.find()) {
      throw new CliException(Exit.REFUSED, "'%s' has no line 'workbook: <id>'.".formatted(file));
    }
    try (RunningApp app = RunningApp.require(directory)) {
      JsonNode answer = app.ask("PUT", "/api/workbooks/" + id.group(1), "application/yaml", source);
      out.println(arguments.has("json") ? answer.toString() : words(answer));
    }
  }

  private static String words(JsonNode answer) {
    return "%s: version %d%s"
        .formatted(
            answer.path("id").asText(),
            answer.path("version").asInt(),
            answer.path("unchanged").asBoolean() ? ", unchanged" : " published");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CliException(Exit.REFUSED, "Cannot read '%s' (%s).".formatted(file, e));
    }
  }
}
