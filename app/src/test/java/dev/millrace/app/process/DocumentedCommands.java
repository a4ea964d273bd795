package dev.millrace.app.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shell commands of README.md and the guide, as their readers would type them. */
final class DocumentedCommands {
  private static final Pattern FENCE = Pattern.compile("\\s*```\\s*(\\S*).*");
  private static final Set<String> SHELLS = Set.of("bash", "sh", "shell", "console");

  /** What cannot be run inside a test, by its first words, and why. */
  static final Map<String, String> EXEMPT =
      Map.of(
          "./millrace test", "it is what runs this test",
          "git clone", "fetches from elsewhere",
          "npm ", "the UI's own tests run it",
          "mvn ", "a build in a build",
          "cp .env.example .env", "belongs to docker compose",
          "docker compose", "wants Docker",
          "docker-compose", "wants Docker");

  private DocumentedCommands() {}

  /** One command and where it is written, for people. */
  record Documented(String command, String place) {
    boolean exempt() {
      return EXEMPT.keySet().stream().anyMatch(command::startsWith);
    }

    boolean ends() {
      return command.startsWith("./millrace stop") || command.startsWith("./millrace reset");
    }
  }

  /**
   * README.md first, then the guide by name. Documents that end the app come last, so that all of
   * them share one installation and one start.
   */
  static List<Documented> in(Path root) throws IOException {
    List<List<Documented>> documents = new ArrayList<>();
    documents.add(read(root.resolve("README.md"), root));
    try (Stream<Path> guide = Files.list(root.resolve("docs/guide"))) {
      for (Path file : guide.filter(path -> path.toString().endsWith(".md")).sorted().toList()) {
        documents.add(read(file, root));
      }
    }
    documents.sort(Comparator.comparing(document -> document.stream().anyMatch(Documented::ends)));
    return documents.stream().flatMap(List::stream).toList();
  }

  private static List<Documented> read(Path file, Path root) throws IOException {
    return of(Files.readAllLines(file), root.relativize(file).toString());
  }

  static List<Documented> of(List<String> lines, String file) {
    List<Documented> commands = new ArrayList<>();
    @Nullable String language = null;
    StringBuilder begun = new StringBuilder();
    for (int number = 1; number <= lines.size(); number++) {
      String line = lines.get(number - 1);
      var fence = FENCE.matcher(line);
      if (fence.matches()) {
        language = language == null ? fence.group(1) : null;
      } else if (language != null && SHELLS.contains(language)) {
        begun.append(typed(line, language, !begun.isEmpty()));
        if (begun.toString().endsWith("\\")) {
          begun.setLength(begun.length() - 1);
        } else if (!begun.isEmpty()) {
          commands.add(new Documented(begun.toString(), file + ":" + number));
          begun.setLength(0);
        }
      }
    }
    return commands;
  }

  /** In a console block only the lines behind a prompt are typed; the others were printed. */
  private static String typed(String line, String language, boolean continued) {
    String text = line.strip();
    if (language.equals("console") && !continued) {
      return text.startsWith("$ ") ? text.substring(2).strip() : "";
    }
    return text.startsWith("#") ? "" : text;
  }
}
