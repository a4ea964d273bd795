package dev.millrace.bench.engines;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What clients measured. Belongs to one thread at a time. */
final class Run {
  private final List<Long> nanos = new ArrayList<>();
  private final List<Double> rates = new ArrayList<>();
  private long lasted;
  private long refused;
  private Duration cpu = Duration.ZERO;

  void ended(long afterNanos) {
    nanos.add(afterNanos);
  }

  void refused() {
    refused++;
  }

  void add(Run other) {
    nanos.addAll(other.nanos);
    rates.addAll(other.rates);
    lasted += other.lasted;
    refused += other.refused;
    cpu = cpu.plus(other.cpu);
  }

  /** Ends the measurement: its rate counts as that of one round. */
  void lasted(long wallNanos) {
    lasted = wallNanos;
    rates.add(rate());
  }

  void used(Duration processorTime) {
    cpu = processorTime;
  }

  int count() {
    return nanos.size();
  }

  /** Instances a second. */
  double rate() {
    return nanos.size() * 1e9 / lasted;
  }

  /** Cells of a table's row: percentiles in ms, instances a second, their range, CPU, refusals. */
  String row() {
    List<Long> sorted = nanos.stream().sorted().toList();
    return "%.1f | %.1f | %.1f | %.0f | %.0f–%.0f | %.1f | %d"
        .formatted(
            percentile(sorted, 50),
            percentile(sorted, 95),
            percentile(sorted, 99),
            rate(),
            rates.stream().mapToDouble(rate -> rate).min().orElse(0),
            rates.stream().mapToDouble(rate -> rate).max().orElse(0),
            cpu.toNanos() / 1e6 / Math.max(1, nanos.size()),
            refused);
  }

  private static double percentile(List<Long> sorted, int percent) {
    int index = Math.min(sorted.size() - 1, sorted.size() * percent / 100);
    return sorted.isEmpty() ? Double.NaN : sorted.get(index) / 1e6;
  }
}
