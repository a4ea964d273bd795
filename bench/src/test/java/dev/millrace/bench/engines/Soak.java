package dev.millrace.bench.engines;

import dev.millrace.engine.EngineListener;
import dev.millrace.engine.EngineProvider;
import dev.millrace.engine.Incident;
import dev.millrace.engine.WorkflowEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * What grows and what does not: runs five trivial tasks again and again on the embedded engine,
 * closes it after each while, and says how large its folder and the heap are and how long it took
 * to open it. A reader follows and keeps up. The last while ends as by a kill; running once more
 * with a total of 0 then tells how long an opening takes that has all to read. Arguments: folder,
 * total of instances, seconds of a while.
 */
final class Soak {
  private static final int CLIENTS = 32;

  private final Path folder;
  private final EngineProvider provider =
      ServiceLoader.load(EngineProvider.class).findFirst().orElseThrow();
  private final AtomicLong position = new AtomicLong();

  private Soak(Path folder) {
    this.folder = folder;
  }

  /** Prints a table. */
  public static void main(String[] arguments) throws Exception {
    int total = Integer.parseInt(arguments[1]);
    Duration time = Duration.ofSeconds(Long.parseLong(arguments[2]));
    System.out.println("| instances | a second | log MB | snapshots MB | heap MB | opened in s |");
    System.out.println("|---|---|---|---|---|---|");
    new Soak(Path.of(arguments[0])).run(total, time);
  }

  private void run(int total, Duration time) throws Exception {
    int done = 0;
    do {
      long begun = System.nanoTime();
      try (WorkflowEngine engine = provider.open(folder)) {
        double opened = Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0;
        Reader reader = new Reader(position);
        reader.following = engine.follow(after(total), reader);
        Run run = total == 0 ? new Run() : new FiveTasks(engine).run(CLIENTS, time);
        done += run.count();
        System.out.printf(
            "| %,d | %.0f | %d | %d | %d | %.1f |%n",
            done,
            total == 0 ? 0 : run.rate(),
            megabytes("log"),
            megabytes("snapshots"),
            heapMegabytes(),
            opened);
        if (total > 0 && done >= total) {
          Runtime.getRuntime().halt(0);
        }
      }
    } while (done < total);
  }

  /** A folder that is only opened again may have forgotten its first records: from now on. */
  private OptionalLong after(int total) {
    return total == 0 ? OptionalLong.empty() : OptionalLong.of(position.get());
  }

  private long megabytes(String part) throws IOException {
    try (Stream<Path> files = Files.walk(folder.resolve(part))) {
      return files.mapToLong(file -> file.toFile().length()).sum() >> 20;
    }
  }

  private static long heapMegabytes() {
    System.gc();
    Runtime memory = Runtime.getRuntime();
    return (memory.totalMemory() - memory.freeMemory()) >> 20;
  }

  /** Has no use for what it hears, and says so at once. */
  private static final class Reader implements EngineListener {
    private final AtomicLong position;
    private volatile WorkflowEngine.Subscription following = () -> {};

    Reader(AtomicLong position) {
      this.position = position;
    }

    @Override
    public void completed(long processInstanceKey) {}

    @Override
    public void terminated(long processInstanceKey) {}

    @Override
    public void incidentRaised(Incident incident) {
      throw new IllegalStateException(incident.message());
    }

    @Override
    public void incidentResolved(Incident incident) {}

    @Override
    public void reached(long reached) {
      position.set(reached);
      following.done(reached);
    }
  }
}
