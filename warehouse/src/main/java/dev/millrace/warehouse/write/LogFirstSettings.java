package dev.millrace.warehouse.write;

import dev.millrace.warehouse.lease.WriterLease;
import java.time.Duration;

/**
 * How tables are written that have no transaction with their log.
 *
 * @param lease who writes to which table
 * @param patience how long a group waits while another process writes to its table
 * @param pause between two looks whether it still does
 * @param sweep how often to look for tables that a dead process left behind their log
 * @param backoff when a caller may come again with what the warehouse did not take
 */
public record LogFirstSettings(
    WriterLease lease, Duration patience, Duration pause, Duration sweep, Duration backoff) {

  /** For a warehouse that takes the better part of a second for a statement. */
  public static LogFirstSettings of(WriterLease lease) {
    return new LogFirstSettings(
        lease,
        Duration.ofSeconds(30),
        Duration.ofMillis(100),
        Duration.ofSeconds(5),
        Duration.ofSeconds(3));
  }
}
