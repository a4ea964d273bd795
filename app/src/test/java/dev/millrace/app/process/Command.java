package dev.millrace.app.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs {@code ./millrace} on one data directory, with what this build has just made. */
final class Command {
  static final Path ROOT = root();
  private static final long MINUTES = 3;

  private final Path dataDirectory;

  Command(Path dataDirectory) {
    this.dataDirectory = dataDirectory;
  }

  /** Runs the command and gives what it printed; it must succeed. */
  String run(String... words) throws IOException, InterruptedException {
    Ended ended = end(List.of(words));
    assertThat(ended.status()).as("./millrace %s%n%s", List.of(words), ended.output()).isZero();
    return ended.output();
  }

  Ended end(List<String> words) throws IOException, InterruptedException {
    List<String> line = new ArrayList<>(List.of(ROOT.resolve("millrace").toString()));
    line.addAll(words);
    line.addAll(List.of("--data-dir", dataDirectory.toString()));
    return end(line, Path.of("").toAbsolutePath());
  }

  /** Runs a line as a shell at the top of the repository does. */
  Ended type(String line) throws IOException, InterruptedException {
    return end(List.of("bash", "-c", line), ROOT);
  }

  private Ended end(List<String> line, Path where) throws IOException, InterruptedException {
    // A file, not a pipe: the app that `start` leaves behind would keep a pipe open.
    Path output = Files.createTempFile("millrace-command", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(line)
              .directory(where.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder
          .environment()
          .putAll(
              Map.of("MILLRACE_SKIP_BUILD", "true", "MILLRACE_DATA_DIR", dataDirectory.toString()));
      Process process = builder.start();
      assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("%s ended", line).isTrue();
      return new Ended(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  record Ended(int status, String output) {}

  private static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Stream.iterate(here, Objects::nonNull, Path::getParent)
        .filter(path -> Files.exists(path.resolve("millrace")))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("./millrace is nowhere above " + here));
  }
}
