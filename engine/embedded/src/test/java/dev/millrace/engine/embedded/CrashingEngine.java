package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Incident;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Message;
import dev.millrace.engine.Resource;
import dev.millrace.engine.WorkflowEngine;
import dev.millrace.engine.embedded.log.Keeping;
import dev.millrace.engine.embedded.log.Point;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process of its own that drives an engine until it is killed, and says on standard output what
 * the engine acknowledged: {@code S id key} for a start, {@code M id} for a message, {@code E id
 * step key} for a job that a worker saw. Arguments: folder, {@code load} or a file of "id key"
 * lines to bring to their end, and for {@code load} the point to die at (or {@code NONE}) and how
 * often it is passed before.
 */
final class CrashingEngine {
  private static final int CLIENTS = 8;
  private static final String TYPE = "crash";
  private static final int STANDSTILL_SECONDS = 180;

  private final WorkflowEngine engine;
  private final Set<Long> done = ConcurrentHashMap.newKeySet();
  private final Semaphore ended = new Semaphore(0);

  private CrashingEngine(WorkflowEngine engine) {
    this.engine = engine;
  }

  /** Runs until it dies, or all is done. */
  public static void main(String[] arguments) throws Exception {
    Point dieAt =
        arguments[1].equals("load") && !arguments[2].equals("NONE")
            ? Point.valueOf(arguments[2])
            : null;
    AtomicInteger left = new AtomicInteger(dieAt == null ? 0 : Integer.parseInt(arguments[3]));
    Keeping keeping =
        new Keeping(
            1 << 18,
            1 << 20,
            1 << 19,
            0,
            point -> {
              if (point == dieAt && left.getAndDecrement() == 0) {
                Runtime.getRuntime().halt(137);
              }
            });
    try (WorkflowEngine engine =
        Opening.open(Path.of(arguments[0]), EngineSettings.DEFAULT, keeping)) {
      CrashingEngine driven = new CrashingEngine(engine);
      say("READY " + engine.incarnation());
      driven.work();
      if (arguments[1].equals("load")) {
        driven.load();
      } else {
        driven.finish(Files.readAllLines(Path.of(arguments[1])));
      }
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  private void work() {
    engine.follow(
        new EngineListener() {
          @Override
          public void completed(long processInstanceKey) {
            done.add(processInstanceKey);
            ended.release();
          }

          @Override
          public void terminated(long processInstanceKey) {}

          @Override
          public void incidentRaised(Incident incident) {
            say("X " + incident);
          }

          @Override
          public void incidentResolved(Incident incident) {}
        });
    engine.work(Set.of(TYPE), CrashingEngine::run);
  }

  /** Every fourth instance needs a second try. */
  private static JobOutcome run(Job job) {
    String id = String.valueOf(job.variables().get("id"));
    if (job.elementId().equals("first") && id.hashCode() % 4 == 0 && job.retries() == 1000) {
      return new JobOutcome.Retry("once more", Duration.ofMillis(20));
    }
    say("E %s %s %d".formatted(id, job.elementId(), job.elementInstanceKey()));
    return new JobOutcome.Complete(Map.of());
  }

  private void load() throws IOException, InterruptedException {
    long definition = deploy();
    long run = ProcessHandle.current().pid();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        String name = run + "-" + client;
        clients.execute(() -> start(definition, name));
      }
    }
  }

  private void start(long definition, String client) {
    for (int i = 0; ; i++) {
      String id = client + "-" + i;
      say("S %s %d".formatted(id, engine.start(definition, Map.of("id", id))));
      if (i % 2 == 0) {
        publish(id);
        say("M " + id);
      }
    }
  }

  private void publish(String id) {
    engine.publish(new Message("go", id, id, Duration.ofHours(1), Map.of()));
  }

  private long deploy() throws IOException {
    try (var model = CrashingEngine.class.getResourceAsStream("/crash.bpmn")) {
      String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
      return engine.deploy(List.of(new Resource("crash.bpmn", text))).processes().getFirst().key();
    }
  }

  /** Brings to an end what was started. */
  private void finish(List<String> started) throws InterruptedException {
    for (String line : started) {
      if (line.endsWith(" silent")) {
        publish(line.split(" ", -1)[0]);
      }
    }
    for (String line : started) {
      long key = Long.parseLong(line.split(" ", -1)[1]);
      while (!done.contains(key) && alive(key)) {
        if (!ended.tryAcquire(STANDSTILL_SECONDS, TimeUnit.SECONDS)) {
          say("LEFT " + line);
          return;
        }
        ended.drainPermits();
      }
    }
    say("DONE");
  }

  private boolean alive(long instance) {
    try {
      engine.setVariables(instance, Map.of("asked", true));
      return true;
    } catch (EngineException gone) {
      return gone.code() != EngineException.Code.NOT_FOUND;
    }
  }
}
