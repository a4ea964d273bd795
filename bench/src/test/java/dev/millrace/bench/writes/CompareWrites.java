package dev.millrace.bench.writes;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.duckdb.DuckDBConnection;

/**
 * Edits a second and how long each takes, ours and plain ones side by side. PostgreSQL forces each
 * commit to disk (fsync and synchronous_commit on), DuckDB its log.
 *
 * <p>Arguments, each {@code name=value}: {@code writers} (1,8,32,100), {@code time} (seconds of one
 * measurement, 5), {@code rounds} (3; the peers take turns).
 */
final class CompareWrites {
  private static final int PASTED_ROWS = 2_000;

  private CompareWrites() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> given =
        Arrays.stream(arguments)
            .map(argument -> argument.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    List<Integer> writers =
        Arrays.stream(given.getOrDefault("writers", "1,8,32,100").split(","))
            .map(Integer::valueOf)
            .toList();
    Duration time = Duration.ofSeconds(Long.parseLong(given.getOrDefault("time", "5")));
    int rounds = Integer.parseInt(given.getOrDefault("rounds", "3"));
    Path folder = Files.createTempDirectory("millrace-writes");
    try (EmbeddedPostgres server =
            EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "200")
                .start();
        DuckDBConnection plainDuck =
            DriverManager.getConnection("jdbc:duckdb:" + folder.resolve("plain.duckdb"))
                .unwrap(DuckDBConnection.class)) {
      String url = server.getJdbcUrl("postgres", "postgres");
      Map<String, Edits> peers = new LinkedHashMap<>();
      peers.put("Millrace on DuckDB", MillraceEdits.duckDb(folder));
      peers.put("plain UPDATE on DuckDB", new PlainEdits(plainDuck::duplicate));
      peers.put("Millrace on PostgreSQL", MillraceEdits.postgres(url));
      peers.put(
          "plain UPDATE on PostgreSQL", new PlainEdits(() -> DriverManager.getConnection(url)));
      for (Map.Entry<String, Edits> peer : peers.entrySet()) {
        spread(peer.getValue(), 8, time);
      }
      System.out.println("| edits | writers | p50 ms | p95 ms | edits/s | to try again |");
      System.out.println("|---|---|---|---|---|---|");
      for (int count : writers) {
        measure(peers, count, rounds, "", edits -> spread(edits, count, time));
      }
      for (int count : writers) {
        measure(peers, count, rounds, ", one row", edits -> hot(edits, count, time));
      }
      measure(peers, 1, rounds, ", 20,000 cells at once", edits -> paste(edits, time));
      for (Edits peer : peers.values()) {
        peer.close();
      }
    }
  }

  private interface Work {
    Measured run(Edits edits) throws Exception;
  }

  private static void measure(
      Map<String, Edits> peers, int writers, int rounds, String what, Work work) throws Exception {
    Map<String, Measured> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Map.Entry<String, Edits> peer : peers.entrySet()) {
        results.merge(peer.getKey(), work.run(peer.getValue()), Measured::plus);
      }
    }
    results.forEach((name, result) ->
        System.out.printf("| %s%s | %d | %s |%n", name, what, writers, result.cells()));
  }

  private static Measured spread(Edits edits, int writers, Duration time) throws Exception {
    int share = Edits.ROWS / writers;
    return run(writers, time, (writer, n) -> edits.edit(writer * share + n % share, n));
  }

  private static Measured hot(Edits edits, int writers, Duration time) throws Exception {
    return run(writers, time, (writer, n) -> edits.edit(0, n));
  }

  private static Measured paste(Edits edits, Duration time) throws Exception {
    return run(
        1,
        time,
        (writer, n) -> {
          edits.paste(PASTED_ROWS, n);
          return true;
        });
  }

  private interface Step {
    boolean run(int writer, int n) throws SQLException;
  }

  private static Measured run(int writers, Duration time, Step step)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Future<Measured>> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int writer = 0; writer < writers; writer++) {
        int number = writer;
        all.add(threads.submit(() -> one(number, end, step)));
      }
    }
    Measured sum = new Measured(List.of(), 0, 0);
    for (Future<Measured> one : all) {
      sum = sum.plus(one.get());
    }
    return new Measured(sum.nanos(), sum.refused(), System.nanoTime() - start);
  }

  private static Measured one(int writer, long end, Step step) throws SQLException {
    List<Long> nanos = new ArrayList<>();
    long refused = 0;
    int n = 0;
    for (long before = System.nanoTime(); before < end; before = System.nanoTime()) {
      n++;
      if (step.run(writer, n)) {
        nanos.add(System.nanoTime() - before);
      } else {
        refused++;
      }
    }
    return new Measured(nanos, refused, 0);
  }

  /** Times of the edits that were taken, and how many were not. */
  private record Measured(List<Long> nanos, long refused, long lasted) {
    Measured plus(Measured other) {
      List<Long> all = new ArrayList<>(nanos);
      all.addAll(other.nanos);
      return new Measured(all, refused + other.refused, lasted + other.lasted);
    }

    String cells() {
      List<Long> sorted = new ArrayList<>(nanos);
      Collections.sort(sorted);
      return "%.1f | %.1f | %.0f | %d"
          .formatted(
              percentile(sorted, 50), percentile(sorted, 95), nanos.size() * 1e9 / lasted, refused);
    }

    private static double percentile(List<Long> sorted, int percent) {
      int index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
      return sorted.isEmpty() ? Double.NaN : sorted.get(index) / 1e6;
    }
  }
}
