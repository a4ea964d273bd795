package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.app.cli.words.PublishWords;
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
      String how =
          "?dryRun=%s&acceptLoss=%s"
              .formatted(
                  arguments.has("dry-run") || arguments.has("script"),
                  arguments.has("accept-loss"));
      JsonNode answer =
          app.ask("PUT", "/api/workbooks/" + id.group(1) + how, "application/yaml", source);
      if (arguments.has("script")) {
        out.print(answer.path("script").asText("-- Nothing has to be run: publish.\n"));
        return;
      }
      out.println(arguments.has("json") ? answer.toString() : PublishWords.of(answer));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CliException(Exit.REFUSED, "Cannot read '%s' (%s).".formatted(file, e));
    }
  }
}
