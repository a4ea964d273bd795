package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to an engine whose folder lost something between two openings. */
final class LostFilesTest {
  private static final Keeping SMALL = new Keeping(1 << 14, 1 << 20, 1 << 14, 0, point -> {});

  @TempDir private Path folder;
  private long definition;

  /** Three lives, each of which leaves an instance at its first step, and a snapshot. */
  @BeforeEach
  void threeLives() throws IOException {
    for (int life = 0; life < 3; life++) {
      try (WorkflowEngine engine = open()) {
        definition = deployed(engine);
        engine.start(definition, Map.of("life", life));
      }
    }
  }

  @Test
  void twoSnapshotsAreKeptAndTheLogFromTheOlderOneOn() throws IOException {
    List<Path> snapshots = children("snapshots");
    long older = Long.parseLong(snapshots.getFirst().getFileName().toString());

    assertThat(snapshots).hasSize(2);
    assertThat(older).isPositive();
    assertThat(children("log").getFirst().getFileName().toString())
        .isNotEqualTo("00000000000000000000.log");
  }

  @Test
  void theOlderSnapshotServesWhereTheNewestWasDeleted() throws Exception {
    delete(children("snapshots").getLast());

    assertAllGoOn();
  }

  @Test
  void theOlderSnapshotServesWhereTheNewestIsDamaged() throws Exception {
    try (Stream<Path> files = Files.list(children("snapshots").getLast())) {
      Path table = files.filter(file -> file.toString().endsWith(".sst")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(table);
      bytes[bytes.length / 2] ^= 4;
      Files.delete(table);
      Files.write(table, bytes);
    }

    assertAllGoOn();
  }

  @Test
  void theStateIsMadeAnewWhereItWasDeleted() throws Exception {
    delete(folder.resolve("state"));

    assertAllGoOn();
  }

  @Test
  void withoutAnySnapshotALogThatWasForgottenInPartIsRefused() throws IOException {
    for (Path snapshot : children("snapshots")) {
      delete(snapshot);
    }

    assertDamaged("without a newer snapshot it is needed from 0 on");
  }

  @ParameterizedTest
  @ValueSource(strings = {"log", "snapshots"})
  void aFolderWithoutOneOfItsPartsIsNotTakenForANewOne(String part) throws IOException {
    delete(folder.resolve(part));

    assertDamaged("has lost its folder '" + part + "'");
  }

  @Test
  void aReaderPositionThatCannotBeReadIsNamed() throws IOException {
    Files.writeString(folder.resolve("reader"), "rea");

    assertDamaged("reader does not say how far");
  }

  @Test
  void aFolderWhoseMakingWasCutShortIsMade() throws IOException {
    Path young = Files.createDirectories(folder.resolve("young"));
    Files.createDirectory(young.resolve("log"));

    try (WorkflowEngine engine = Opening.open(young, EngineSettings.DEFAULT, SMALL)) {
      assertThat(engine.incarnation()).isNotEmpty();
    }
  }

  @Test
  void aLogThatEndsBeforeItsSnapshotIsRefused() throws IOException {
    for (Path file : children("log")) {
      if (!file.equals(children("log").getFirst())) {
        Files.delete(file);
      }
    }

    assertDamaged("Restore the engine folder from a backup");
  }

  private void assertAllGoOn() throws InterruptedException {
    BlockingQueue<Job> jobs = new ArrayBlockingQueue<>(100);
    try (WorkflowEngine engine = open()) {
      engine.work(
          Set.of("five-tasks"),
          job -> {
            jobs.add(job);
            return new JobOutcome.Complete(Map.of());
          });
      Map<Object, Integer> steps = new HashMap<>();
      for (int i = 0; i < 15; i++) {
        Job job = jobs.poll(20, TimeUnit.SECONDS);
        assertThat(job).isNotNull();
        steps.merge(job.variables().get("life"), 1, Integer::sum);
      }
      assertThat(steps.values()).containsExactly(5, 5, 5);
    }
  }

  private void assertDamaged(String message) {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open().close())
        .withMessageContaining(message)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.DAMAGED));
  }

  private WorkflowEngine open() {
    return Opening.open(folder, EngineSettings.DEFAULT, SMALL);
  }

  private static long deployed(WorkflowEngine engine) throws IOException {
    try (var model = LostFilesTest.class.getResourceAsStream("/five-tasks.bpmn")) {
      String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
      return engine
          .deploy(List.of(new Resource("five-tasks.bpmn", text)))
          .processes()
          .getFirst()
          .key();
    }
  }

  /** In the order of their names. */
  private List<Path> children(String name) throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve(name))) {
      return all.filter(file -> Character.isDigit(file.getFileName().toString().charAt(0)))
          .sorted()
          .toList();
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
