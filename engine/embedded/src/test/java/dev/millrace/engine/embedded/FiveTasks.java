package dev.millrace.engine.embedded;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.Incident;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Measures, by hand, a sequence of five trivial tasks from start to the listener hearing of its
 * end: one after the other, then many at once. Arguments: how many to run to warm up, to measure.
 */
final class FiveTasks {
  private static final int AT_ONCE = 32;

  private final WorkflowEngine engine;
  private final Map<Long, CountDownLatch> ends = new ConcurrentHashMap<>();

  private FiveTasks(WorkflowEngine engine) {
    this.engine = engine;
  }

  /** Prints the figures. */
  public static void main(String[] arguments) throws Exception {
    int warm = Integer.parseInt(arguments[0]);
    int count = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("five-tasks");
    long begun = System.nanoTime();
    try (WorkflowEngine engine = new EmbeddedEngineProvider().open(folder)) {
      long millis = Duration.ofNanos(System.nanoTime() - begun).toMillis();
      System.out.printf("open: %d ms, JVM's CPU so far %.0f ms%n", millis, cpuMillis());
      new FiveTasks(engine).measure(warm, count);
    }
  }

  private void measure(int warm, int count) throws Exception {
    engine.work(Set.of("five-tasks"), job -> new JobOutcome.Complete(Map.of()));
    engine.follow(new Ends());
    String model;
    try (var resource = FiveTasks.class.getResourceAsStream("/five-tasks.bpmn")) {
      model = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    long definition =
        engine.deploy(List.of(new Resource("five-tasks.bpmn", model))).processes().getFirst().key();
    for (int i = 0; i < warm; i++) {
      run(definition);
    }
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = run(definition);
    }
    Arrays.sort(nanos);
    System.out.printf(
        "one by one: p50 %.2f ms, p95 %.2f ms%n",
        nanos[count / 2] / 1e6, nanos[count * 95 / 100] / 1e6);
    many(definition, count);
  }

  private void many(long definition, int count) throws InterruptedException {
    Semaphore places = new Semaphore(AT_ONCE);
    double cpu = cpuMillis();
    long begun = System.nanoTime();
    try (ExecutorService callers = Executors.newFixedThreadPool(AT_ONCE)) {
      for (int i = 0; i < count * 4; i++) {
        places.acquire();
        callers.execute(() -> {
          run(definition);
          places.release();
        });
      }
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%d at once: %.0f a second, %.2f ms CPU each%n",
        AT_ONCE, count * 4 / seconds, (cpuMillis() - cpu) / (count * 4));
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    System.out.printf("heap %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }

  /** Counts only what this process used, so it says something on a busy machine too. */
  private static double cpuMillis() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime()
        / 1e6;
  }

  private long run(long definition) {
    long begun = System.nanoTime();
    long instance = engine.start(definition, Map.of("n", 1));
    try {
      end(instance).await();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
    ends.remove(instance);
    return System.nanoTime() - begun;
  }

  private CountDownLatch end(long instance) {
    return ends.computeIfAbsent(instance, any -> new CountDownLatch(1));
  }

  private final class Ends implements EngineListener {
    @Override
    public void completed(long processInstanceKey) {
      end(processInstanceKey).countDown();
    }

    @Override
    public void terminated(long processInstanceKey) {}

    @Override
    public void incidentRaised(Incident incident) {}

    @Override
    public void incidentResolved(Incident incident) {}
  }
}
