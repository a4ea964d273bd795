package dev.millrace.workers.ledger;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings this module's tables up to date; they and their history begin with {@code run_}. */
final class RunTables {
  private static final String HISTORY = "run_schema_history";

  private RunTables() {}

  /** Idempotent; safe while other processes do the same. */
  static void migrate(DataSource platform) {
    Flyway.configure()
        .dataSource(platform)
        .locations("classpath:db/migration/workers")
        .table(HISTORY)
        .baselineOnMigrate(true)
        .baselineVersion("0")
        .load()
        .migrate();
  }
}
