package dev.millrace.warehouse;

import dev.millrace.warehouse.nasty.Manners;
import dev.millrace.warehouse.nasty.MemoryLease;
import dev.millrace.warehouse.nasty.NastyProxy;
import dev.millrace.warehouse.postgres.NastyWarehouse;
import dev.millrace.warehouse.write.LogFirstSettings;
import java.time.Clock;
import java.time.Duration;

/** A warehouse without keys and transactions, slow and queued, that processes come to. */
final class NastyServer {
  private final String database = PostgresServer.newDatabase();
  private final NastyProxy proxy = new NastyProxy(Manners.usual());
  private final MemoryLease leases = new MemoryLease(Clock.systemUTC(), Duration.ofSeconds(10));
  private int processes;

  /** Another process. */
  Warehouse open() {
    processes++;
    return new NastyWarehouse(
        database, proxy, LogFirstSettings.of(leases.of("process " + processes)), Tables.FORMULAS);
  }

  String database() {
    return database;
  }
}
