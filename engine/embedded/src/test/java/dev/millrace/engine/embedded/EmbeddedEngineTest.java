package dev.millrace.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.millrace.engine.Capability;
import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Incident;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.engine.Trouble;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Opening, closing, and the limits; what engines do is in the contract. */
@Timeout(300)
final class EmbeddedEngineTest {
  private static final String TYPE = "five-tasks";

  @TempDir private Path folder;

  @Test
  void aFolderInUseIsRefused() {
    try (WorkflowEngine first = open(EngineSettings.DEFAULT)) {
      assertThat(first.ready()).isTrue();

      assertUnavailable(() -> open(EngineSettings.DEFAULT).close(), "is in use");
    }
    open(EngineSettings.DEFAULT).close();
  }

  @Test
  void aFolderThatIsAFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("engine"), "not a folder");

    assertUnavailable(() -> open(EngineSettings.DEFAULT).close(), "did not start in");
  }

  @Test
  void whatWasAcknowledgedGoesOnAfterOpeningAgain() throws InterruptedException {
    long definition;
    String incarnation;
    long instance;
    try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
      assertThat(engine.capabilities()).contains(Capability.DURABLE);
      definition = deploy(engine);
      instance = engine.start(definition, Map.of("n", 7));
      incarnation = engine.incarnation();
    }
    try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
      assertThat(engine.incarnation()).isEqualTo(incarnation);
      BlockingQueue<Job> jobs = complete(engine);
      for (int i = 0; i < 5; i++) {
        Job job = next(jobs);
        assertThat(job.processInstanceKey()).isEqualTo(instance);
        assertThat(job.variables()).isEqualTo(Map.of("n", 7));
      }
      assertThat(deploy(engine)).isEqualTo(definition);
    }
  }

  @Test
  void aReaderHearsOfEachEndOnceOverRestarts() throws InterruptedException {
    long position = 0;
    List<Long> heard = new ArrayList<>();
    Set<Long> begun = new HashSet<>();
    for (int opening = 0; opening < 3; opening++) {
      try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
        // What ends before anybody follows is told later.
        complete(engine);
        begun.add(engine.start(deploy(engine), Map.of()));
        CountDownLatch told = new CountDownLatch(1);
        Positions reader = new Positions(told);
        engine.follow(OptionalLong.of(position), reader);
        await(told);
        heard.addAll(reader.ended);
        position = reader.reached;
      }
    }

    assertThat(heard).hasSize(3).containsExactlyInAnyOrderElementsOf(begun);
  }

  @Test
  void aPositionThatNeverWasIsRefused() {
    try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(
              () -> engine.follow(OptionalLong.of(1_000_000), new Positions(new CountDownLatch(1))))
          .withMessageContaining("what comes after 1000000 it has not")
          .satisfies(
              refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.NOT_FOUND));
    }
  }

  @Test
  void aDiskThatIsNearlyFullTakesNothingNewButLetsRunningWorkEnd() throws InterruptedException {
    long definition;
    try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
      definition = deploy(engine);
      engine.start(definition, Map.of());
    }
    Keeping full = new Keeping(1 << 20, 1 << 20, 1 << 20, Long.MAX_VALUE, point -> {});
    try (WorkflowEngine engine =
        Opening.open(folder.resolve("engine"), EngineSettings.DEFAULT, full)) {
      assertThat(engine.trouble()).contains(Trouble.NO_SPACE);
      assertThatExceptionOfType(EngineException.class)
          .isThrownBy(() -> engine.start(definition, Map.of()))
          .withMessageContaining("nearly full")
          .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.BUSY));
      BlockingQueue<Job> jobs = complete(engine);
      for (int i = 0; i < 5; i++) {
        next(jobs);
      }
    }
  }

  @Test
  void aForeignFolderIsRefused() throws IOException {
    Files.createDirectories(folder.resolve("engine"));
    Files.writeString(folder.resolve("engine/diary.txt"), "mine");

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open(EngineSettings.DEFAULT).close())
        .withMessageContaining("it holds diary.txt")
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.FORMAT));
    assertThat(folder.resolve("engine/diary.txt")).hasContent("mine");
  }

  @ParameterizedTest
  @CsvSource({
    "millrace-engine 2|incarnation x|engine 8.8.21, begins with 'millrace-engine 2'",
    "millrace-engine 1|incarnation x|engine 8.9.0, was written by Zeebe 8.9.0",
    "millrace-engine 1|incarnation x|engine 10.1.0, was written by Zeebe 10.1.0",
    "millrace-engine 1, begins with"
  })
  void aFolderOfANewerVersionIsRefused(String format, String message) throws IOException {
    Files.createDirectories(folder.resolve("engine"));
    Files.writeString(folder.resolve("engine/format"), format.replace('|', '\n') + "\n");

    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(() -> open(EngineSettings.DEFAULT).close())
        .withMessageContaining(message)
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.FORMAT));
  }

  @Test
  void twoEnginesLiveSideBySide() throws InterruptedException {
    EmbeddedEngineProvider provider = new EmbeddedEngineProvider();
    try (WorkflowEngine one = provider.open(folder.resolve("one"));
        WorkflowEngine two = provider.open(folder.resolve("two"))) {
      BlockingQueue<Job> jobsOfOne = complete(one);
      BlockingQueue<Job> jobsOfTwo = complete(two);
      one.start(deploy(one), Map.of("in", "one"));
      two.start(deploy(two), Map.of("in", "two"));

      for (int i = 0; i < 5; i++) {
        assertThat(next(jobsOfOne).variables()).isEqualTo(Map.of("in", "one"));
        assertThat(next(jobsOfTwo).variables()).isEqualTo(Map.of("in", "two"));
      }
      assertThat(one.incarnation()).isNotEqualTo(two.incarnation());
    }
  }

  @Test
  void closedEnginesLeaveNoThreadBehind() throws InterruptedException {
    for (int i = 0; i < 5; i++) {
      try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
        BlockingQueue<Job> jobs = complete(engine);
        engine.start(deploy(engine), Map.of());
        next(jobs);
      }
    }

    assertThat(Thread.getAllStackTraces().keySet().stream().map(Thread::getName))
        .noneMatch(name -> name.startsWith("zb-") || name.startsWith("millrace-"));
  }

  @Test
  void aClosedEngineIsUnavailable() {
    WorkflowEngine engine = open(EngineSettings.DEFAULT);
    long definition = deploy(engine);
    engine.close();
    engine.close();

    assertThat(engine.ready()).isFalse();
    assertUnavailable(() -> engine.start(definition, Map.of()), "closed");
    assertUnavailable(() -> complete(engine), "closed");
  }

  @Test
  void closingWaitsForTheRunningJob() throws InterruptedException {
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    WorkflowEngine engine = open(EngineSettings.DEFAULT);
    engine.work(
        Set.of(TYPE),
        job -> {
          running.countDown();
          await(mayEnd);
          return new JobOutcome.Complete(Map.of());
        });
    engine.start(deploy(engine), Map.of());
    await(running);

    Thread.startVirtualThread(() -> {
      engine.close();
      closed.countDown();
    });
    assertThat(closed.await(200, TimeUnit.MILLISECONDS)).isFalse();
    mayEnd.countDown();

    await(closed);
  }

  @Test
  void aJobWhoseRunnerHangsIsHandedOutAgain() throws InterruptedException {
    CountDownLatch hang = new CountDownLatch(1);
    BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    EngineSettings impatient = new EngineSettings(Duration.ofMillis(300), 8, Duration.ofSeconds(5));
    try (WorkflowEngine engine = open(impatient)) {
      engine.work(
          Set.of(TYPE),
          job -> {
            jobs.add(job);
            await(hang);
            return new JobOutcome.Park();
          });
      engine.start(deploy(engine), Map.of());

      Job first = next(jobs);
      Job again = next(jobs);
      hang.countDown();

      assertThat(again.elementInstanceKey()).isEqualTo(first.elementInstanceKey());
      assertThat(again.retries()).isEqualTo(first.retries());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 4})
  void noMoreJobsAreHeldThanAllowedAndNoneIsForgotten(int limit) throws InterruptedException {
    EngineSettings narrow =
        new EngineSettings(Duration.ofMinutes(5), limit, Duration.ofSeconds(30));
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(30 * 5);
    try (WorkflowEngine engine = open(narrow)) {
      engine.work(
          Set.of(TYPE),
          job -> {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            running.decrementAndGet();
            all.countDown();
            return new JobOutcome.Complete(Map.of());
          });
      long definition = deploy(engine);
      for (int i = 0; i < 30; i++) {
        engine.start(definition, Map.of());
      }

      assertThat(all.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(most.get()).isBetween(1, limit);
    }
  }

  @Test
  void aListenerThatThrowsHearsTheNextEvent() throws InterruptedException {
    BlockingQueue<Long> ends = new LinkedBlockingQueue<>();
    try (WorkflowEngine engine = open(EngineSettings.DEFAULT)) {
      complete(engine);
      engine.follow(new Throwing(ends));
      long definition = deploy(engine);
      for (int i = 0; i < 2; i++) {
        long instance = engine.start(definition, Map.of());
        assertThat(ends.poll(60, TimeUnit.SECONDS)).isEqualTo(instance);
      }
    }
  }

  /** Keeps what ended, then fails. */
  private record Throwing(BlockingQueue<Long> ends) implements EngineListener {
    @Override
    public void completed(long processInstanceKey) {
      ends.add(processInstanceKey);
      throw new IllegalStateException("a bug of the listener");
    }

    @Override
    public void terminated(long processInstanceKey) {}

    @Override
    public void incidentRaised(Incident incident) {}

    @Override
    public void incidentResolved(Incident incident) {}

    @Override
    public void reached(long position) {
      throw new IllegalStateException("another");
    }
  }

  private WorkflowEngine open(EngineSettings settings) {
    return new EmbeddedEngineProvider().open(folder.resolve("engine"), settings);
  }

  private static BlockingQueue<Job> complete(WorkflowEngine engine) {
    BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    engine.work(
        Set.of(TYPE),
        job -> {
          jobs.add(job);
          return new JobOutcome.Complete(Map.of());
        });
    return jobs;
  }

  private static long deploy(WorkflowEngine engine) {
    try (InputStream model = EmbeddedEngineTest.class.getResourceAsStream("/five-tasks.bpmn")) {
      String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
      return engine
          .deploy(List.of(new Resource("five-tasks.bpmn", text)))
          .processes()
          .getFirst()
          .key();
    } catch (IOException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Job next(BlockingQueue<Job> jobs) throws InterruptedException {
    Job job = jobs.poll(60, TimeUnit.SECONDS);
    assertThat(job).as("no job came within 60 s").isNotNull();
    return job;
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static void assertUnavailable(Runnable call, String message) {
    assertThatExceptionOfType(EngineException.class)
        .isThrownBy(call::run)
        .withMessageContaining(message)
        .satisfies(
            refused -> assertThat(refused.code()).isEqualTo(EngineException.Code.UNAVAILABLE));
  }

  /** Remembers ends, and where it is. */
  private static final class Positions implements EngineListener {
    final List<Long> ended = new CopyOnWriteArrayList<>();
    volatile long reached;
    private final CountDownLatch first;

    Positions(CountDownLatch first) {
      this.first = first;
    }

    @Override
    public void completed(long processInstanceKey) {
      ended.add(processInstanceKey);
    }

    @Override
    public void terminated(long processInstanceKey) {}

    @Override
    public void incidentRaised(Incident incident) {}

    @Override
    public void incidentResolved(Incident incident) {}

    @Override
    public void reached(long position) {
      reached = position;
      if (!ended.isEmpty()) {
        first.countDown();
      }
    }
  }
}
