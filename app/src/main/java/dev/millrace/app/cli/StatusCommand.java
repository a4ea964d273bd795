package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.nio.file.Path;

/** Says whether the application runs. */
final class StatusCommand implements Cli.Command {
  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    arguments.most(1);
    try (RunningApp app = RunningApp.require(directory)) {
      JsonNode answer = app.health();
      out.println(
          arguments.has("json")
              ? answer.toString()
              : "Millrace on port %d: %s %s"
                  .formatted(
                      app.port(), answer.path("status").asText(), answer.path("parts").toString()));
      if (!answer.path("status").asText().equals("UP")) {
        throw new CliException(Exit.REFUSED, "Not every part is up.");
      }
    }
  }
}
