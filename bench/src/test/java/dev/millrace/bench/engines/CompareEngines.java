package dev.millrace.bench.engines;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints a table: latency and throughput of five trivial tasks on each engine, by number of
 * clients. Rounds of the engines alternate, so that what else the machine does hits all alike.
 */
final class CompareEngines {
  private static final Logger LOG = LoggerFactory.getLogger(CompareEngines.class);
  private static final OperatingSystemMXBean SYSTEM =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final List<Peer> peers;
  private final Settings settings;

  private CompareEngines(List<Peer> peers, Settings settings) {
    this.peers = peers;
    this.settings = settings;
  }

  /** Takes {@code name=value}: see {@link Settings}. */
  public static void main(String[] arguments) throws IOException {
    Path folder = Files.createTempDirectory("compare-engines");
    int status = 1;
    try {
      compare(Settings.of(arguments), folder);
      status = 0;
    } catch (Exception failed) {
      LOG.error("The engines could not be compared.", failed);
    } finally {
      delete(folder);
    }
    // Zeebe's test engine leaves a thread behind.
    System.exit(status);
  }

  private static void compare(Settings settings, Path folder) throws Exception {
    List<Peer> open = new ArrayList<>();
    try {
      open(settings, folder, open);
      new CompareEngines(open, settings).compare();
    } finally {
      open.forEach(Peer::close);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void open(Settings settings, Path folder, List<Peer> open) throws Exception {
    if (settings.has('m')) {
      open.add(Peer.inMemory());
    }
    if (settings.has('e')) {
      open.add(Peer.embedded(folder.resolve("embedded")));
    }
    if (settings.has('b')) {
      open.add(Peer.broker(settings.broker(), Files.createDirectory(folder.resolve("broker"))));
    }
  }

  private void compare() throws Exception {
    for (int clients : List.of(32, 1)) {
      for (Peer peer : peers) {
        System.out.printf(
            "warm-up, %d clients: %s: %s%n",
            clients, peer.name(), measured(peer, clients, settings.warm()).row());
      }
    }
    System.out.println(
        "| clients | engine | p50 ms | p95 ms | p99 ms | instances/s | by round | CPU ms each | refused | load |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    for (int clients : settings.clients()) {
      level(clients);
    }
  }

  private void level(int clients) throws Exception {
    Map<Peer, Run> runs = new LinkedHashMap<>();
    for (int round = 0; round < settings.rounds(); round++) {
      for (Peer peer : peers) {
        runs.computeIfAbsent(peer, any -> new Run()).add(measured(peer, clients, settings.time()));
      }
    }
    double load = SYSTEM.getSystemLoadAverage();
    runs.forEach((peer, run) ->
        System.out.printf("| %d | %s | %s | %.1f |%n", clients, peer.name(), run.row(), load));
  }

  private Run measured(Peer peer, int clients, Duration time) throws Exception {
    System.gc();
    Duration before = cpu(peer);
    Run run = peer.tasks().run(clients, time);
    run.used(cpu(peer).minus(before));
    return run;
  }

  /** This process's and the engine's own: only one engine has work at a time. */
  private static Duration cpu(Peer peer) {
    return Duration.ofNanos(SYSTEM.getProcessCpuTime()).plus(peer.ownCpu().get());
  }
}
