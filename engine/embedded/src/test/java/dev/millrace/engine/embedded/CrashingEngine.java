package dev.millrace.engine.embedded;

import dev.millrace.engine.EngineException;
import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineSettings;
import dev.millrace.engine.Incident;
import dev.millrace.engine.Job;
import dev.millrace.engine.JobOutcome;
import dev.millrace.engine.Message;
import dev.millrace.engine.Resource;
import dev.millrace.engine.Trouble;
import dev.millrace.engine.UserTask;
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
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process of its own that drives an engine until it is killed, and says on standard output what
 * the engine acknowledged: {@code S id key} for a start, {@code M id} for a message, {@code U key}
 * for a user task completed; {@code E id step key} for a job that a worker saw; and what a listener
 * was told: {@code TOLD end|task|done key}, up to {@code P position}. Arguments: folder, {@code
 * load} or a file of what to bring to its end, for {@code load} the point to die at (or {@code
 * NONE}) and how often it is passed before, and the position to follow from.
 */
final class CrashingEngine implements EngineListener {
  private static final int CLIENTS = 8;
  private static final String TYPE = "crash";
  private static final int STANDSTILL_SECONDS = 180;

  private final WorkflowEngine engine;
  private final Set<Long> done = ConcurrentHashMap.newKeySet();
  private final Semaphore ended = new Semaphore(0);
  private final ExecutorService people = Executors.newFixedThreadPool(4);
  private volatile WorkflowEngine.@Nullable Subscription following;

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
      driven.work(Long.parseLong(arguments[arguments.length - 1]));
      if (arguments[1].equals("load")) {
        driven.load();
      } else {
        driven.finish(Files.readAllLines(Path.of(arguments[1])));
        driven.people.shutdown();
      }
    }
  }

  private static void say(String line) {
    synchronized (System.out) {
      System.out.println(line);
      System.out.flush();
    }
  }

  private void work(long position) {
    engine.work(Set.of(TYPE), CrashingEngine::run);
    following = engine.follow(OptionalLong.of(position), this);
  }

  @Override
  public void completed(long processInstanceKey) {
    say("TOLD end " + processInstanceKey);
    done.add(processInstanceKey);
    ended.release();
  }

  @Override
  public void terminated(long processInstanceKey) {
    say("X " + processInstanceKey);
  }

  @Override
  public void incidentRaised(Incident incident) {
    say("X " + incident);
  }

  @Override
  public void incidentResolved(Incident incident) {
    say("X " + incident);
  }

  @Override
  public void userTaskChanged(UserTask task, UserTask.State state) {
    if (state == UserTask.State.OPEN) {
      say("TOLD task " + task.key());
      people.execute(() -> complete(task.key()));
    } else {
      say("TOLD done " + task.key());
    }
  }

  @Override
  public void reached(long position) {
    say("P " + position);
    // The one who keeps the account has read the line, or will: a pipe outlives who wrote to it.
    WorkflowEngine.Subscription now = following;
    if (now != null) {
      now.done(position);
    }
  }

  private void complete(long task) {
    try {
      engine.userTasks().complete(task, Map.of());
      say("U " + task);
    } catch (EngineException refused) {
      // Completed before, or nobody knows: the account has it as not acknowledged.
      if (refused.code() != EngineException.Code.NOT_FOUND && engine.trouble().isEmpty()) {
        say("X " + refused);
      }
    }
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
    long definition = deploy("crash");
    long run = ProcessHandle.current().pid();
    try (ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      for (int client = 0; client < CLIENTS; client++) {
        String name = run + "-" + client;
        clients.execute(() -> startUntilTrouble(definition, name));
      }
    }
  }

  /** An engine that takes nothing more says why, and the process ends. */
  private void startUntilTrouble(long definition, String client) {
    try {
      start(definition, client);
    } catch (EngineException refused) {
      say("TROUBLE " + engine.trouble().map(Trouble::name).orElse(refused.toString()));
      Runtime.getRuntime().halt(3);
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
    engine.publish(new Message("go", id, id, Duration.ofDays(1), Map.of()));
  }

  private long deploy(String process) throws IOException {
    String name = process + ".bpmn";
    try (var model = CrashingEngine.class.getResourceAsStream("/" + name)) {
      String text = new String(model.readAllBytes(), StandardCharsets.UTF_8);
      return engine.deploy(List.of(new Resource(name, text))).processes().getFirst().key();
    }
  }

  /** Brings to an end what was started. */
  private void finish(List<String> left) throws IOException, InterruptedException {
    for (String line : left) {
      String[] words = line.split(" ", -1);
      if (words[0].equals("T")) {
        complete(Long.parseLong(words[1]));
      } else if (line.endsWith(" silent")) {
        publish(words[1]);
      }
    }
    for (String line : left) {
      if (line.startsWith("S ") && !ends(Long.parseLong(line.split(" ", -1)[2]))) {
        say("LEFT %s %s".formatted(line, engine.running(Long.parseLong(line.split(" ", -1)[2]))));
        return;
      }
    }
    awaitAllTold();
    say("DONE");
  }

  /** All has ended; the last of it may still have to be told, but before the end of this one. */
  private void awaitAllTold() throws IOException, InterruptedException {
    long last = engine.start(deploy("nothing"), Map.of());
    while (!done.contains(last)) {
      ended.acquire();
    }
  }

  private boolean ends(long instance) throws InterruptedException {
    while (!done.contains(instance) && alive(instance)) {
      if (!ended.tryAcquire(STANDSTILL_SECONDS, TimeUnit.SECONDS)) {
        return false;
      }
      ended.drainPermits();
    }
    return true;
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
