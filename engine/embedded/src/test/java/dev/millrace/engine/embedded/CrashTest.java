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
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an engine's process again and again, keeps account of what it acknowledged, and then looks
 * whether all of that came true, once. {@code -Dmillrace.crashes=300} makes it thorough.
 */
final class CrashTest {
  private static final int CRASHES = Integer.getInteger("millrace.crashes", 6);
  private static final long SEED = Long.getLong("millrace.seed", 1);

  @TempDir private Path folder;

  private final Account account = new Account();

  @Test
  void whatWasAcknowledgedComesTrueOnceHoweverOftenTheProcessIsKilled() throws Exception {
    Random luck = new Random(SEED);
    for (int crash = 0; crash < CRASHES; crash++) {
      live(luck, crash);
    }
    bringToAnEnd();
    account.assertRight(CRASHES);
  }

  /** By hand: {@code -Dmillrace.small-disk=} a folder on a file system of some 100 MB. */
  @Test
  @EnabledIfSystemProperty(named = "millrace.small-disk", matches = ".+")
  void whatWasAcknowledgedBeforeTheDiskWasFullComesTrueWhenThereIsRoomAgain() throws Exception {
    folder = Path.of(System.getProperty("millrace.small-disk"));
    Path ballast = folder.resolve("ballast");
    try (RandomAccessFile file = new RandomAccessFile(ballast.toFile(), "rw")) {
      byte[] megabyte = new byte[1 << 20];
      while (folder.toFile().getUsableSpace() > 30L << 20) {
        file.write(megabyte);
      }
    }
    Process process = launch("load", "NONE", "0", "0");
    List<String> last = new ArrayList<>();
    try (BufferedReader lines = lines(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("TROUBLE")) {
          account.note(line);
        }
        last.add(line);
      }
    }
    assertThat(last).contains("TROUBLE STORAGE_FAILED");
    account.died();
    Files.delete(ballast);

    bringToAnEnd();

    account.assertRight(1);
  }

  /** A process that opens and closes a file which it has locked may lose the lock by that. */
  @Test
  void anotherProcessIsRefusedAlsoAfterThisOneTriedTwice() throws Exception {
    Path engine = folder.resolve("engine");
    try (WorkflowEngine open = Opening.open(engine, DEFAULT, Keeping.DEFAULT)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> Opening.open(engine, DEFAULT, Keeping.DEFAULT).close())
          .withMessageContaining("is in use");

      Process other = launch("load", "NONE", "0", "0");
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
    Process process =
        launch("load", point, String.valueOf(passed), String.valueOf(account.position()));
    int linesToLive = outside ? 1 + luck.nextInt(1500) : Integer.MAX_VALUE;
    try (BufferedReader lines = lines(process)) {
      int heard = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        account.note(line);
        if (++heard == linesToLive) {
          // Not by the process itself, which would close what is still to be read.
          process.toHandle().destroyForcibly();
        }
      }
    }
    assertThat(process.waitFor()).isEqualTo(137);
    account.died();
  }

  private void bringToAnEnd() throws Exception {
    Path list = folder.resolve("started");
    Files.write(list, account.left());
    Process process = launch(list.toString(), String.valueOf(account.position()));
    List<String> last = new ArrayList<>();
    try (BufferedReader lines = lines(process)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        account.note(line);
        last.add(line);
      }
    }
    assertThat(account.surprises()).isEmpty();
    // How far the listener has come is said beside it, so perhaps after it.
    assertThat(last).filteredOn(line -> !line.startsWith("P ")).last().isEqualTo("DONE");
    assertThat(process.waitFor()).isZero();
  }

  private Process launch(String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("temporary")),
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
