package dev.millrace.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Gives a user a new password and says it once. */
final class PasswordCommand implements Cli.Command {
  @Override
  public void run(Arguments arguments, Path directory, PrintStream out) {
    String user = arguments.word(1).orElse("admin");
    arguments.most(2);
    ObjectNode body = RunningApp.JSON.createObjectNode();
    arguments.option("role").ifPresent(role -> body.put("role", role));
    String path =
        "/api/local/users/" + URLEncoder.encode(user, StandardCharsets.UTF_8).replace("+", "%20");
    try (RunningApp app = RunningApp.require(directory)) {
      JsonNode answer = app.ask("PUT", path, body);
      out.println(
          arguments.has("json")
              ? answer.toString()
              : "User '%s' (%s), password '%s'. It is shown only now."
                  .formatted(
                      answer.path("user").asText(),
                      answer.path("role").asText(),
                      answer.path("password").asText()));
    }
  }
}
