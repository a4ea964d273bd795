package dev.millrace.engine.embedded;

import static dev.millrace.engine.EngineSettings.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import dev.millrace.engine.embedded.log.Point;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an engine's process again and again, keeps account of what it acknowledged, and then looks
 * whether all of that came true, once. {@code -Dmillrace.crashes=300} makes it thorough.
 */
final class CrashTest {
  private static final int CRASHES = Integer.getInteger("millrace.crashes", 6);
  private static final long SEED = Long.getLong("millrace.seed", 1);

  @TempDir private Path folder;

  private final Map<String, Long> started = new TreeMap<>();
  private final Set<String> messages = new HashSet<>();
  private final Map<String, Set<String>> effects = new HashMap<>();
  private final Set<String> incarnations = new HashSet<>();
  private final List<String> surprises = new ArrayList<>();

  @Test
  void whatWasAcknowledgedComesTrueOnceHoweverOftenTheProcessIsKilled() throws Exception {
    Random luck = new Random(SEED);
    for (int crash = 0; crash < CRASHES; crash++) {
      live(luck, crash);
    }
    bringToAnEnd();

    assertThat(surprises).isEmpty();
    assertThat(incarnations).hasSize(1);
    assertThat(started).hasSizeGreaterThan(CRASHES);
    for (String id : started.keySet()) {
      assertThat(effects.get(id + " first")).as("first step of %s", id).hasSize(1);
      assertThat(effects.get(id + " second")).as("second step of %s", id).hasSize(1);
    }
    assertThat(effects.values()).allSatisfy(keys -> assertThat(keys).hasSize(1));
  }

  /** A process that opens and closes a file which it has locked may lose the lock by that. */
  @Test
  void anotherProcessIsRefusedAlsoAfterThisOneTriedTwice() throws Exception {
    Path engine = folder.resolve("engine");
    try (WorkflowEngine open = Opening.open(engine, DEFAULT, Keeping.DEFAULT)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Opening.open(engine, DEFAULT, Keeping.DEFAULT).close())
          .withMessageContaining("is in use");

      Process other = launch("load", "NONE", "0");
      try (BufferedReader lines = lines(other)) {
        assertThat(lines.readLine()).isNull();
      }
      assertThat(other.waitFor()).isEqualTo(1);
      assertThat(folder.resolve("errors")).content().contains("is in use");
      assertThat(open.trouble()).isEmpty();
    }
  }

  /** One life: at its end it is killed from outside, or dies at a point it passes. */
  private void live(Random luck, int crash) throws Exception {
    boolean outside = crash % 2 == 0;
    Point[] points = Point.values();
    String point = outside ? "NONE" : points[crash / 2 % points.length].name();
    int passed = point.equals(Point.LOG_FORCED.name()) ? luck.nextInt(1000) : luck.nextInt(2);
    Process process = launch("load", point, String.valueOf(passed));
    int linesToLive = outside ? 1 + luck.nextInt(1500) : Integer.MAX_VALUE;
    try (BufferedReader lines = lines(process)) {
      int heard = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
        if (++heard == linesToLive) {
          // Not by the process itself, which would close what is still to be read.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).isEqualTo(137);
  }

  private void bringToAnEnd() throws Exception {
    Path list = folder.resolve("started");
    Files.write(
        list,
        started.entrySet().stream()
            .map(entry ->
                entry.getKey()
                    + " "
                    + entry.getValue()
                    + (messages.contains(entry.getKey()) ? "" : " silent"))
            .toList());
    Process process = launch(list.toString());
    List<String> last = new ArrayList<>();
    try (BufferedReader lines = lines(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        note(line);
        last.add(line);
      }
    }
    assertThat(last).last().isEqualTo("DONE");
    assertThat(process.waitFor()).isZero();
  }

  private void note(String line) {
    String[] words = line.split(" ", -1);
    switch (words[0]) {
      case "READY" -> incarnations.add(words[1]);
      case "S" -> started.put(words[1], Long.parseLong(words[2]));
      case "M" -> messages.add(words[1]);
      case "E" ->
          effects.computeIfAbsent(words[1] + " " + words[2], any -> new HashSet<>()).add(words[3]);
      case "DONE" -> {}
      default -> surprises.add(line);
    }
  }

  private Process launch(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Dlogback.configurationFile=logback-crash.xml",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                CrashingEngine.class.getName(),
                folder.resolve("engine").toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(folder.resolve("errors").toFile()).start();
  }

  private static BufferedReader lines(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
